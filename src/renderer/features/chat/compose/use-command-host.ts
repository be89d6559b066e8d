import { useMemo } from 'react';
import type { Result } from '#shared/contract/result.ts';
import { useBridge } from '../../../bridge/use-bridge.ts';
import { errorSentence } from '../../../lib/error-sentence.ts';
import { laterText } from '../../../lib/later-text.ts';
import { text } from '../../../lib/text.ts';
import type { PendingDraft, RoomRef } from '../../../session/replica.ts';
import { usePeople } from '../../../session/use-names.ts';
import { useRoom, useSessionActions } from '../../../session/use-session.ts';
import { showToast } from '../../../ui/toast-store.ts';
import type { CommandHost } from './commands.ts';

/** What a composer opens over the room. */
export type ComposerDialog = { kind: 'poll'; question: string } | { kind: 'help' };

interface CommandHostOptions {
  roomRef: RoomRef;
  post: (content: string, extra: Partial<PendingDraft>) => void;
  onSent: () => void;
  onSearch: (query: string) => void;
  onDialog: (dialog: ComposerDialog) => void;
}

/** What commands can do, with this room and this person. */
export function useCommandHost({
  roomRef,
  post,
  onSent,
  onSearch,
  onDialog,
}: CommandHostOptions): CommandHost {
  const session = useSessionActions();
  const bridge = useBridge();
  const participants = usePeople(roomRef);
  const joinLink = useRoom(roomRef, (room) => room?.room.joinLink ?? '');
  return useMemo(() => {
    const { hostKey, roomId } = roomRef;
    const tell = async (doing: Promise<Result<unknown>>): Promise<string | null> => {
      const result = await doing;
      return result.ok ? null : errorSentence(result.error);
    };
    return {
      participants,
      send: ({ content, isAction }) => post(content, { contentType: 'text/plain', metadata: { isAction } }),
      changeRoom: (change) => tell(session.changeRoomSettings(roomRef, change)),
      changeState: (change) => tell(session.changeRoomState(roomRef, change)),
      kick: (userId, reason) =>
        tell(
          session.callHost(hostKey, {
            name: 'kickMember',
            params: { roomId, userId },
            body: reason === '' ? {} : { reason },
          }),
        ),
      ban: (userId, reason) =>
        tell(
          session.callHost(hostKey, {
            name: 'banUser',
            params: { roomId },
            body: reason === '' ? { userId } : { userId, reason },
          }),
        ),
      setStatus: (status, statusText) => tell(session.setStatus(status, statusText)),
      async copyInvitation() {
        const result = await bridge.copyText(joinLink);
        if (!result.ok) return text().common.copyFailed;
        showToast(laterText().commands.invitationCopied);
        return null;
      },
      async createPoll(question, options) {
        const draft = { question, options: [...options], isMultiple: false };
        const failed = await tell(session.createPoll(roomRef, draft));
        if (failed === null) onSent();
        return failed;
      },
      startPoll: (question) => onDialog({ kind: 'poll', question }),
      openSearch: onSearch,
      openHelp: () => onDialog({ kind: 'help' }),
    };
  }, [session, bridge, participants, joinLink, roomRef, post, onSent, onSearch, onDialog]);
}
