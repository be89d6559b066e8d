import type { Identity } from './deaddrop-world.ts';
import type { Team } from './team.ts';

/** What tests ask of a room again and again. */
export function createRoomCalls(team: Team) {
  const { world } = team;
  const inRoom = (roomId: string, rest = '') => `/${team.ns.ns}/rooms/${roomId}${rest}`;
  const get = async (path: string, { headers }: Identity) =>
    (await world.call('GET', path, { headers })).body;

  return {
    inRoom,
    async read(roomId: string, who: Identity, query = '') {
      const { messages } = await get(inRoom(roomId, `/messages${query}`), who);
      return messages as { mid: string; body: string; from_id: string }[];
    },
    async countUnread(roomId: string, who: Identity): Promise<number> {
      return (await get(inRoom(roomId, '/unread'), who)).unread_count;
    },
    async moveCursor(roomId: string, who: Identity, last_read_mid: string) {
      return world.call('POST', inRoom(roomId, '/read'), { headers: who.headers, body: { last_read_mid } });
    },
    async findMember(roomId: string, who: Identity) {
      const members = await get(inRoom(roomId, '/members'), who);
      return members.find((seat: { identity_id: string }) => seat.identity_id === who.id);
    },
  };
}
