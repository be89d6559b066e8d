import { describe, expect, it } from 'vitest';
import { REQUEST_NAMES } from '#shared/contract/realtime.ts';
import { connect, type TestSocket } from '../socket-client.ts';
import { eventually, expectStatus, makeRoom, seat } from '../test-host.ts';
import { GONE, inPublic, type Outcome, VIEW } from './callers.ts';
import { ADMIN_TOKEN, gatherCast, SECRET } from './scene.ts';
import { SOCKET_GROUPS, SOCKET_ROWS } from './socket-rows.ts';
import {
  CONNECTED,
  type Connected,
  connectCast,
  type SocketRow,
  type SocketScene,
  setSocketScene,
} from './socket-scene.ts';

type Cells = Record<string, Outcome | 'TOLD'>;

/** From the lowest to the highest: what the owner does may end the room. */
async function ask(scene: SocketScene, row: SocketRow, callers: readonly Connected[]): Promise<Cells> {
  const cells: Cells = {};
  const roomId = scene.room.id;
  for (const caller of [...callers].reverse()) {
    const result = await row.request({ ...scene, caller, line: scene.sockets[caller], roomId });
    const isOut = (GONE as readonly Connected[]).includes(caller) && !row.letsIn;
    const isTold = isOut && JSON.stringify(result).includes(SECRET);
    cells[caller] = isTold ? 'TOLD' : result.ok ? 'done' : result.error.code;
  }
  return cells;
}

it('every request has a row, and no row is without a request', () => {
  expect(Object.keys(SOCKET_ROWS).sort()).toEqual([...REQUEST_NAMES].sort());
});

describe('R10 and R11 every request for every caller, over Socket.IO', () => {
  it.each(Object.keys(SOCKET_GROUPS))('%s', { timeout: 120_000 }, async (group) => {
    const cast = await gatherCast();
    const sockets = await connectCast(cast);
    const shared = {
      private: await setSocketScene(cast, 'private', sockets),
      public: await setSocketScene(cast, 'public', sockets),
    };
    const found: Record<string, Cells> = {};
    const expected: Record<string, Cells> = {};
    const rows: Record<string, SocketRow> = SOCKET_GROUPS[group as keyof typeof SOCKET_GROUPS];
    for (const [name, row] of Object.entries(rows)) {
      const sceneOf = async (visibility: 'private' | 'public') =>
        row.isAlone ? setSocketScene(cast, visibility, sockets) : shared[visibility];
      const { removed: _, ...connected } = { ...VIEW, ...row.expected };
      found[name] = await ask(await sceneOf('private'), row, CONNECTED);
      expected[name] = connected;
      const { outsider, kicked, banned } = { ...inPublic({ ...VIEW, ...row.expected }), ...row.inPublic };
      found[`${name}, public`] = await ask(await sceneOf('public'), row, GONE);
      expected[`${name}, public`] = { outsider, kicked, banned };
    }
    expect(found).toEqual(expected);
    // Nor did the room tell those who are out of it by itself what was said later.
    for (const caller of GONE) {
      const pushed = sockets[caller].heard.filter(({ name }) => name !== 'room:messages-history');
      expect(JSON.stringify(pushed)).not.toContain(SECRET);
    }
  });

  it('whoever is removed from the host loses the line, and opens no other', async () => {
    const { host, people, author } = await gatherCast();
    const room = await makeRoom(people.owner);
    await seat(room, author);
    const line: TestSocket = await connect(host, author);
    await line.ask('room:join', { roomId: room.id });
    const removal = await fetch(`${host.url}/api/admin/users/${author.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
    });
    expect(removal.status).toBe(200);
    await eventually(() => expect(line.socket.connected).toBe(false));
    await expect(connect(host, author)).rejects.toThrow();
    await expect(connect(host, people.removed)).rejects.toThrow();
    const { participants } = expectStatus(await people.owner.get(`/api/rooms/${room.id}/members`), 200).body;
    expect(participants).toHaveLength(1);
  });
});
