import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createAdministrationRepo } from '../storage/administration-repo.ts';
import { type Database, openDatabase } from '../storage/database.ts';
import { createGoneRepo, NAMING_A_ROOM } from '../storage/gone-repo.ts';
import { createMessageRepo } from '../storage/message-repo.ts';
import { createNotificationRepo } from '../storage/notification-repo.ts';
import { createRoomRepo } from '../storage/room-repo.ts';
import { upload } from './file-transfers.ts';
import { createRestClient, type RestClient } from './rest-client.ts';
import { connect } from './socket-client.ts';
import {
  eventually,
  expectStatus,
  makeDataDir,
  makeRoom,
  type Person,
  seat,
  startTestHost,
  type TestHost,
} from './test-host.ts';

/** Much is written first, and other tests may be at work. */
const SLOW = { timeout: 60_000 };

const openFile = (dataDir: string) => openDatabase(join(dataDir, 'spaces.sqlite'));

/** How many rows each of these tables has, with the search rows that still hold a word. */
async function countRows(database: Database, word = 'treasure'): Promise<Record<string, number>> {
  return database.read((reader) => {
    const count = (sql: string) =>
      reader.prepare<{ n: number }>(`select count(*) as n from ${sql}`).get()?.n ?? 0;
    const tables = ['rooms', 'messages', 'message_edits', 'mentions', 'saved_messages', 'notifications'];
    const rows = [...tables, 'files', 'members'].map((table) => [table, count(table)] as const);
    const searched = count(`message_search where message_search match '"${word}"'`);
    return Object.fromEntries([...rows, ['searched', searched]]);
  });
}

const NOTHING = {
  rooms: 0,
  messages: 0,
  message_edits: 0,
  mentions: 0,
  saved_messages: 0,
  notifications: 0,
  files: 0,
  members: 0,
  searched: 0,
};

const listBytes = async (dataDir: string) => {
  const entries = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
};

async function sendFile(host: TestHost, person: Person, roomId: string): Promise<void> {
  const file = await upload(host, person, roomId, 'map.txt', Buffer.from('here it is'));
  const draft = { content: 'treasure map', fileIds: [file.id] };
  expectStatus(await person.post(`/api/rooms/${roomId}/messages`, draft), 201);
}

/** A room with everything that can hang on one. */
async function fillRoom(host: TestHost, ann: Person, bob: Person) {
  const room = await makeRoom(ann, { life: 'kept' });
  await seat(room, bob);
  const base = `/api/rooms/${room.id}`;
  const { message } = expectStatus(
    await ann.post(`${base}/messages`, { content: 'a treasure for @Bob' }),
    201,
  ).body;
  expectStatus(await ann.patch(`/api/messages/${message.id}`, { content: 'treasure for @Bob' }), 200);
  expectStatus(await bob.post(`/api/messages/${message.id}/save`), 200);
  await sendFile(host, ann, room.id);
  const more = Array.from({ length: 250 }, () => ann.post(`${base}/messages`, { content: 'treasure' }));
  await Promise.all(more);
  await eventually(async () => {
    expect((await bob.get('/api/notifications')).body.notifications).toHaveLength(1);
  });
  return { room, messageId: message.id as string };
}

it(
  'R7 a deleted room is gone for everybody before anything of it left the file, and counts nowhere',
  SLOW,
  async () => {
    const host = await startTestHost();
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const { room, messageId } = await fillRoom(host, ann, bob);
    await host.stop();

    const database = openFile(host.dataDir);
    const rooms = createRoomRepo({ database });
    await rooms.delete(room.id, ann.id, () => {});
    expect(await countRows(database)).toMatchObject({ rooms: 1, messages: 253, files: 1, members: 0 });
    expect(await rooms.find(room.id)).toBeNull();
    expect(await rooms.findByCode(room.roomCode)).toBeNull();
    expect(await rooms.countRooms()).toBe(0);
    const administration = createAdministrationRepo({ database });
    expect(await administration.count()).toMatchObject({ rooms: 0, messages: 0, fileBytes: 0 });
    expect(await administration.listRooms({ search: null, limit: 9, before: null })).toEqual([]);
    const page = { isUnreadOnly: false, limit: 9, before: null };
    const notifications = createNotificationRepo({ database });
    expect(await notifications.list(bob.id, page)).toEqual([]);
    const addressee = [{ id: 'late', userId: bob.id }];
    const news = { kind: 'mention', data: {}, now: 1 } as const;
    expect(await notifications.addAll({ ...news, roomId: room.id }, addressee)).toEqual([]);
    await notifications.addAll({ ...news, roomId: null }, addressee);
    expect(await notifications.list(bob.id, page)).toMatchObject([{ id: 'late', roomId: null }]);
    await notifications.markRead(bob.id, null, 2);
    expect(await notifications.countUnread(bob.id)).toBe(0);
    const messages = createMessageRepo({ database, isOnline: () => false });
    const decide = () => ({ kind: 'delete' }) as const;
    expect(await messages.change(messageId, ann.id, 1, decide, () => {})).toBeNull();
    database.close();

    // The host that comes after goes on with what was left.
    await host.restart();
    await eventually(async () => {
      const left = openFile(host.dataDir);
      const rows = await countRows(left).finally(() => left.close());
      expect(rows).toEqual({ ...NOTHING, notifications: 1 });
      expect(await listBytes(host.dataDir)).toEqual([]);
    }, 20_000);
  },
);

it('R7 what was deleted goes from the file by itself, while others talk on', SLOW, async () => {
  const host = await startTestHost();
  const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
  const { room } = await fillRoom(host, ann, bob);
  const other = await makeRoom(bob);
  const line = await connect(host, bob);
  await line.ask('room:join', { roomId: other.id });
  expectStatus(await ann.delete(`/api/rooms/${room.id}`), 200);
  expect((await bob.get('/api/search?q=treasure')).body.hits).toEqual([]);
  expect((await bob.get('/api/saved')).body.saved).toEqual([]);
  expect((await bob.get(`/api/rooms/${room.id}/messages`)).errorCode).toBe('ROOM_NOT_FOUND');
  await line.ask('room:message', { roomId: other.id, content: 'still here' });
  const database = openFile(host.dataDir);
  await eventually(async () => {
    const { rooms, messages, searched, files } = await countRows(database);
    expect({ rooms, messages, searched, files }).toEqual({ rooms: 1, messages: 1, searched: 0, files: 0 });
  }, 20_000);
  expect((await bob.get(`/api/rooms/${other.id}/messages`)).body.messages).toHaveLength(1);
  database.close();
});

it('R7 whatever names a room by its id is on the list of what goes with it', async () => {
  const database = openFile(await makeDataDir());
  const tables = await database.read((reader) =>
    reader
      .prepare<{ name: string }>(
        `select distinct t.name from sqlite_schema t, pragma_foreign_key_list(t.name) f
         where t.type = 'table' and f."table" = 'rooms' and f."to" = 'id'`,
      )
      .all()
      .map(({ name }) => name),
  );
  expect([...NAMING_A_ROOM].sort()).toEqual(tables.sort());
  database.close();
});

it('A4 an agent that was asked into a room is nobody after the room', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann, { life: 'kept' });
  const answer = expectStatus(await ann.post(`/api/rooms/${room.id}/agents`, { name: 'Helper' }), 201);
  const agent = createRestClient(() => host.url, answer.body.secret);
  expectStatus(await agent.get('/api/auth/me'), 200);
  expectStatus(await ann.delete(`/api/rooms/${room.id}`), 200);
  expect((await agent.get('/api/auth/me')).errorCode).toBe('UNAUTHENTICATED');
});

async function makeNamespace(host: TestHost) {
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: object) => {
    const response = await fetch(host.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json().catch(() => ({}))) as never };
  };
  const space: { ns: string; secret: string } = (
    await ask(
      'POST',
      '/admin/namespaces',
      { 'x-admin-token': 'admin' },
      { metadata: { display_name: 'Team' } },
    )
  ).body;
  const owner = { 'x-namespace-secret': space.secret };
  const makeIdentity = async (name: string): Promise<{ id: string; secret: string }> =>
    (await ask('POST', `/${space.ns}/identities`, owner, { metadata: { display_name: name } })).body;
  return { ask, ns: space.ns, owner, makeIdentity };
}

it('A1 a deleted namespace lets nobody in any more, and leaves nothing behind', SLOW, async () => {
  const host = await startTestHost({ adminToken: 'admin' });
  const { ask, ns, owner, makeIdentity } = await makeNamespace(host);
  const [alice, bob] = [await makeIdentity('Alice'), await makeIdentity('Bob')];
  const asAlice = { 'x-inbox-secret': alice.secret };
  const { room_id: roomId } = (await ask('POST', `/${ns}/rooms`, asAlice, { display_name: 'Log' })).body as {
    room_id: string;
  };
  const path = `/${ns}/rooms/${roomId}/messages`;
  await Promise.all(Array.from({ length: 150 }, () => ask('POST', path, asAlice, { body: 'treasure' })));
  await ask('POST', `/${ns}/send`, asAlice, { to: bob.id, body: 'treasure' });
  const asBob: RestClient = createRestClient(() => host.url, bob.secret);
  expectStatus(await asBob.get('/api/auth/me'), 200);
  expect((await ask('DELETE', `/admin/namespaces/${ns}`, { 'x-admin-token': 'admin' })).status).toBe(200);
  expect((await asBob.get('/api/auth/me')).errorCode).toBe('UNAUTHENTICATED');
  expect((await ask('GET', `/${ns}/identities`, owner)).status).toBe(403);
  const database = openFile(host.dataDir);
  const countLeft = () =>
    database.read((reader) =>
      ['users', 'messages', 'rooms', 'inbox_messages', 'gone_inboxes'].map(
        (table) => reader.prepare<{ n: number }>(`select count(*) as n from ${table}`).get()?.n,
      ),
    );
  await eventually(async () => expect(await countLeft()).toEqual([0, 0, 0, 0, 0]), 20_000);
  database.close();
});

it('A1 the inbox of an identity that was removed empties in portions', async () => {
  const database = openFile(await makeDataDir());
  await database.write((writer) => {
    const run = (sql: string) => writer.prepare(sql).run();
    run("insert into spaces (id, kind, created_at) values ('s', 'program', 1)");
    run(
      `insert into users (id, space_id, kind, display_name, created_at, deleted_at) values ('u', 's', 'agent', '', 1, 2)`,
    );
    run(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
      insert into inbox_messages (mid, space_id, from_id, to_id, body, content_type, created_at)
      select 'm' || i, 's', 'x', 'u', '', '', 1 from n`);
    run("insert into gone_inboxes (user_id) values ('u')");
  });
  const gone = createGoneRepo({ database });
  let portions = 0;
  while ((await gone.sweepSome()) !== 'nothing') portions += 1;
  expect(portions).toBeGreaterThan(4);
  const left = await database.read((reader) => reader.prepare('select 1 from inbox_messages').all());
  expect(left).toEqual([]);
  database.close();
});
