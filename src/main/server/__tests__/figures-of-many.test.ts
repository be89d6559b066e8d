import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createRestClient } from './rest-client.ts';
import { expectStatus, makeRoom, type Person, startTestHost, type TestHost } from './test-host.ts';

const ROOMS = 60;
/** More than two parts of the counting. */
const IN_ONE_ROOM = 25_001;
const NEVER = 24 * 3_600_000;

/** Messages of three days that nobody has counted, written while the host is away. */
async function fillRooms(host: TestHost, rooms: readonly { id: string; messages: number }[]): Promise<void> {
  await host.stop();
  const database = new BetterSqlite3(join(host.dataDir, 'spaces.sqlite'));
  const insert = database.prepare(`
    with recursive n (i) as (select 1 union all select i + 1 from n where i < @messages)
    insert into messages (id, room_key, seq, user_key, type, content, content_type, counts, created_at)
    select r.id || i, r.key, r.last_seq + i, u.key, 'user_text', 'x', 'text/plain', 1, @now - (i % 72) * 3600000
    from n, rooms r join users u on u.id = r.owner_id where r.id = @id`);
  const note = database.prepare('update rooms set last_seq = last_seq + @messages where id = @id');
  for (const room of rooms) {
    insert.run({ ...room, now: Date.now() });
    note.run(room);
  }
  database.close();
  await host.restart();
}

const TITLE = 'R16 counts every message before it answers, of a long room and of all rooms of the host';

it(TITLE, { timeout: 60_000 }, async () => {
  const host = await startTestHost({
    adminToken: 'admin-secret',
    cleanupEveryMs: NEVER,
    limits: { roomsPerOwner: ROOMS } as never,
  });
  const ann: Person = await host.guest('Ann');
  const rooms = [];
  for (let at = 0; at < ROOMS; at += 1) {
    const { id } = await makeRoom(ann, { life: 'kept' });
    rooms.push({ id, messages: at < 2 ? IN_ONE_ROOM : 3 });
  }
  await fillRooms(host, rooms);
  const [long] = rooms;

  const ofRoom = expectStatus(await ann.get(`/api/rooms/${long?.id}/analytics`), 200).body.analytics;
  expect(ofRoom.totals.messages).toBe(IN_ONE_ROOM);
  expect(ofRoom.hours).toHaveLength(72);

  const admin = createRestClient(() => host.url, 'admin-secret');
  const all = 2 * IN_ONE_ROOM + (ROOMS - 2) * 3;
  const ofHost = expectStatus(await admin.get('/api/admin/analytics'), 200).body.analytics;
  expect(ofHost.totals.messages).toBe(all);

  const file = expectStatus(await admin.get('/api/admin/analytics.csv'), 200);
  expect(file.headers.get('content-type')).toContain('text/csv');
  expect(file.headers.get('content-disposition')).toContain('host-analytics.csv');
  const [head, ...lines] = file.body.trimEnd().split('\r\n');
  expect(head).toBe('hour,messages,people,call_minutes');
  expect(lines.reduce((sum: number, line: string) => sum + Number(line.split(',')[1]), 0)).toBe(all);

  expectStatus(await ann.post(`/api/rooms/${long?.id}/messages`, { content: 'one more' }), 201);
  const later = (await admin.get('/api/admin/analytics')).body.analytics;
  expect(later.totals.messages).toBe(all + 1);
});
