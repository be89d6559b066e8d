import { useEffect, useState } from 'react';
import type { MemberRoom } from '#shared/model/room.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useHost } from '../../session/use-session.ts';

/**
 * The links that lead to a room, best first. One's own host knows all its addresses, also while they change; of
 * another host there is the one that it gives itself.
 */
export function useJoinLinks(ref: RoomRef, { joinLink, roomCode }: MemberRoom): readonly string[] {
  const bridge = useBridge();
  const isOwn = useHost(ref.hostKey, (host) => host?.address.isOwn ?? false);
  const [urls, setUrls] = useState<readonly string[]>([]);

  useEffect(() => {
    if (!isOwn) return;
    const undo = bridge.onHostChanged((status) => {
      if (status.state === 'running') setUrls(status.networkUrls);
    });
    void bridge.readHostStatus().then((status) => {
      if (status.ok && status.data.state === 'running') setUrls(status.data.networkUrls);
    });
    return undo;
  }, [bridge, isOwn]);

  const links = urls.map((url) => `${url}/spaces/${roomCode}`);
  return isOwn && links.length > 0 ? links : [joinLink];
}
