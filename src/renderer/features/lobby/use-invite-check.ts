import { useEffect, useState } from 'react';
import type { FoundRoom } from '#shared/contract/ipc.ts';
import type { InviteStatus } from '#shared/model/invite.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { callRoute } from '../../lib/call-route.ts';

/** `asked`: the host has not answered yet. Null: there is nothing to ask, or nobody who could say. */
type InviteCheck = InviteStatus | 'asked' | null;

/** Whether the invitation of a link is still good, asked of the host before anybody gives a name. */
export function useInviteCheck(found: FoundRoom | null, token: string | null): InviteCheck {
  const bridge = useBridge();
  const host = found?.host ?? null;
  const asked = host === null || token === null ? null : `${host.hostKey} ${token}`;
  const [answer, setAnswer] = useState<{ asked: string; status: InviteStatus | null } | null>(null);

  useEffect(() => {
    if (asked === null || host === null || token === null) return;
    let isWanted = true;
    const ask = async () => {
      const place = await bridge.locateHost(host);
      const told = place.ok
        ? await callRoute({ baseUrl: place.data, name: 'getInvite', params: { token } })
        : place;
      // Without an answer the gate goes on as before: accepting says what is wrong.
      if (isWanted) setAnswer({ asked, status: told.ok ? told.data.invite.status : null });
    };
    void ask();
    return () => {
      isWanted = false;
    };
  }, [bridge, asked, host, token]);

  if (asked === null) return null;
  return answer?.asked === asked ? answer.status : 'asked';
}
