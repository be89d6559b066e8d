import { useState } from 'react';
import type { InviteHours, NewInvite } from '#shared/model/invite.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSessionActions } from '../../session/use-session.ts';

/** Makes invitations, one at a time; gives null after a failure, which is told in `problem`. */
export function useInvite({ hostKey, roomId }: RoomRef) {
  const { callHost } = useSessionActions();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  return {
    isBusy,
    problem,
    async invite(whom: {
      userId?: string;
      email?: string;
      expiresInHours?: InviteHours;
    }): Promise<NewInvite | null> {
      setBusy(true);
      const result = await callHost(hostKey, { name: 'createInvite', params: { roomId }, body: whom });
      setBusy(false);
      setProblem(result.ok ? null : errorSentence(result.error));
      return result.ok ? result.data.invite : null;
    },
  };
}
