import type { Result } from '#shared/contract/result.ts';
import { insideSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import type { SessionActions } from '../../session/create-session.ts';
import type { RoomRef } from '../../session/replica.ts';
import { showToast } from '../../ui/toast-store.ts';

function tell(result: Result<unknown>, done: string): boolean {
  if (result.ok) showToast(done);
  else showToast(insideSentence(result.error), { tone: 'bad' });
  return result.ok;
}

interface Somebody {
  readonly userId: string;
  readonly displayName: string;
}

/** Opening and not opening, with the sentence afterwards. */
export function createDoorKeeper({ callHost }: Pick<SessionActions, 'callHost'>, ref: RoomRef) {
  const { hostKey, roomId } = ref;
  const words = text().waiting;
  return {
    async admit({ userId, displayName }: Somebody): Promise<boolean> {
      const result = await callHost(hostKey, { name: 'admitUser', params: { roomId, userId } });
      return tell(result, words.admitted(displayName));
    },
    async admitAll(): Promise<boolean> {
      const result = await callHost(hostKey, { name: 'admitAll', params: { roomId } });
      // Nobody got in and somebody waits on: there was no seat.
      if (result.ok && result.data.admitted.length === 0 && result.data.waiting.length > 0) {
        showToast(words.fullInside, { tone: 'bad' });
        return false;
      }
      return tell(result, result.ok ? words.admittedMany(result.data.admitted.length) : '');
    },
    async deny({ userId, displayName }: Somebody, reason = ''): Promise<boolean> {
      const body = reason.trim() === '' ? {} : { reason: reason.trim() };
      const result = await callHost(hostKey, { name: 'denyUser', params: { roomId, userId }, body });
      return tell(result, words.denied(displayName));
    },
  };
}
