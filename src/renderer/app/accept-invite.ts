import { errorSentence } from '../lib/error-sentence.ts';
import { text } from '../lib/text.ts';
import type { SessionActions } from '../session/create-session.ts';
import { showToast } from '../ui/toast-store.ts';
import type { Navigation } from './navigation.ts';

interface Parts {
  actions: SessionActions;
  navigation: Navigation;
}

/** Takes the seat of an invitation and shows the room. */
export async function acceptInvite(
  { actions, navigation }: Parts,
  { hostKey, token }: { hostKey: string; token: string },
): Promise<void> {
  const accepted = await actions.callHost(hostKey, { name: 'acceptInvite', params: { token }, body: {} });
  const joined = accepted.ok ? await actions.joinRoom(hostKey, { roomId: accepted.data.room.id }) : accepted;
  if (joined.ok) return navigation.showRoom(joined.data);
  const isGone = joined.error.code === 'GONE' || joined.error.code === 'NOT_FOUND';
  showToast(isGone ? text().rooms.gateGone : errorSentence(joined.error), { tone: 'bad' });
}
