import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDataDir } from '../../main/server/__tests__/test-host.ts';
import {
  AccessError,
  GoneError,
  InvalidRequestError,
  NotFoundError,
  SpacesError,
  UnreachableError,
} from '../errors.ts';
import { Spaces, type SpacesClient } from '../spaces.ts';
import type { Identity, NewNamespace, RoomMessage } from '../types.ts';
import { openHostHere } from './open-test-host.ts';

type Opened = { client: SpacesClient; close: () => Promise<void> };

const WAYS: Record<string, () => Promise<Opened>> = {
  async inMemory() {
    const client = await Spaces.inMemory({ openHost: openHostHere });
    return { client, close: client.close };
  },
  async local() {
    const client = await Spaces.local(await makeDataDir(), { openHost: openHostHere });
    return { client, close: client.close };
  },
  async remote() {
    const { url, adminToken, stop } = await openHostHere({ dataDir: null });
    return { client: Spaces.remote(url, { adminToken }), close: stop };
  },
};

describe.each(Object.keys(WAYS))('A3 Spaces.%s', (way) => {
  let opened: Opened;
  let client: SpacesClient;
  let space: NewNamespace;
  let ns: string;
  let alice: Identity;
  let bob: Identity;
  let charlie: Identity;

  beforeAll(async () => {
    const open = WAYS[way];
    if (!open) throw new Error(`There is no ${way}.`);
    opened = await open();
    client = opened.client;
    space = await client.createNamespace({ displayName: 'Team' });
    ns = space.ns;
    alice = await client.createIdentity({ ns, displayName: 'Alice' });
    bob = await client.createIdentity({ ns, displayName: 'Bob', nsSecret: space.secret });
    charlie = await client.createIdentity({ ns, displayName: 'Charlie' });
  });
  afterAll(() => opened.close());

  async function makeRoom(...others: Identity[]): Promise<string> {
    const { roomId } = await client.createRoom({
      ns,
      creatorSecret: alice.secret,
      displayName: 'Project Chat',
    });
    for (const { id } of others) {
      await client.addRoomMember({ ns, roomId, identityId: id, secret: alice.secret });
    }
    return roomId;
  }

  const send = (roomId: string, { secret }: Identity, body: string) =>
    client.sendRoomMessage({ ns, roomId, secret, body });

  it('walks the whole way of the document', async () => {
    const roomId = await makeRoom(bob, charlie);
    const inRoom = { ns, roomId };
    const members = await client.listRoomMembers({ ...inRoom, secret: alice.secret });
    expect(members.map(({ identityId, metadata }) => [identityId, metadata])).toEqual([
      [alice.id, { display_name: 'Alice' }],
      [bob.id, { display_name: 'Bob' }],
      [charlie.id, { display_name: 'Charlie' }],
    ]);
    await send(roomId, alice, 'Hello team!');
    await send(roomId, bob, 'Hey Alice! Thanks for setting this up.');
    const messages = await client.getRoomMessages({ ...inRoom, secret: alice.secret });
    expect(messages.map(({ fromId, body, contentType }) => [fromId, body, contentType])).toEqual([
      [alice.id, 'Hello team!', 'text/plain'],
      [bob.id, 'Hey Alice! Thanks for setting this up.', 'text/plain'],
    ]);

    const [first] = await client.getRoomMessages({ ...inRoom, secret: bob.secret, limit: 1 });
    const next = await client.getRoomMessages({
      ...inRoom,
      secret: bob.secret,
      afterMid: first?.mid,
      limit: 10,
    });
    expect(next).toEqual(messages.slice(1));
    const lastReadMid = messages.at(-1)?.mid ?? '';
    await client.updateRoomReadCursor({ ...inRoom, secret: bob.secret, lastReadMid });
    expect(await client.getRoomUnreadCount({ ...inRoom, secret: bob.secret })).toBe(0);
    expect(await client.getRoomUnreadCount({ ...inRoom, secret: alice.secret })).toBe(2);
    const own = await client.listRooms({ ns, secret: bob.secret });
    expect(own.find((room) => room.roomId === roomId)).toMatchObject({
      displayName: 'Project Chat',
      lastReadMid,
    });

    await client.removeRoomMember({ ...inRoom, identityId: charlie.id, secret: charlie.secret });
    await client.removeRoomMember({ ...inRoom, identityId: bob.id, secret: alice.secret });
    expect(await client.listRoomMembers({ ...inRoom, secret: alice.secret })).toHaveLength(1);
    await expect(client.getRoom({ ...inRoom, secret: bob.secret })).rejects.toThrow(AccessError);
    await client.deleteRoom({ ...inRoom, nsSecret: space.secret });
    await expect(client.getRoom({ ...inRoom, secret: alice.secret })).rejects.toThrow(NotFoundError);
  });

  it('lets many agents work together: a task for all, an answer of each', async () => {
    const workers = [bob, charlie];
    const roomId = await makeRoom(...workers);
    const contentType = 'application/json';
    const work = workers.map(async ({ secret }) => {
      for await (const message of client.listenRoom({ ns, roomId, secret })) {
        if (message.fromId !== alice.id) continue;
        const { data } = JSON.parse(message.body) as { data: number[] };
        const sum = data.reduce((total, one) => total + one, 0);
        await client.sendRoomMessage({ ns, roomId, secret, body: JSON.stringify({ sum }), contentType });
        return;
      }
    });
    const task = JSON.stringify({ task: 'analyze', data: [1, 2, 3] });
    await client.sendRoomMessage({ ns, roomId, secret: alice.secret, body: task, contentType });
    await Promise.all(work);
    const answers = (await client.getRoomMessages({ ns, roomId, secret: alice.secret })).slice(1);
    expect(answers.map(({ fromId }) => fromId).sort()).toEqual(workers.map(({ id }) => id).sort());
    for (const answer of answers)
      expect([answer.body, answer.contentType]).toEqual(['{"sum":6}', contentType]);
  });

  it('listens to several rooms over one line, and hears of the inbox beside them', async () => {
    const rooms = [await makeRoom(bob), await makeRoom(bob), await makeRoom(bob)];
    const heard: RoomMessage[] = [];
    const places = Object.fromEntries(rooms.map((roomId) => [roomId, null]));
    const listening = (async () => {
      for await (const message of client.listenRooms({ ns, secret: bob.secret, rooms: places })) {
        heard.push(message);
        if (heard.length === rooms.length * 4) return;
      }
    })();
    for (let round = 0; round < 4; round += 1) {
      for (const roomId of rooms) await send(roomId, alice, `${round}`);
    }
    await listening;
    const sent = await send(rooms[0] ?? '', alice, 'later');
    for (const roomId of rooms) {
      const bodies = heard.filter((message) => message.roomId === roomId).map(({ body }) => body);
      expect(bodies).toEqual(['0', '1', '2', '3']);
    }
    const topics = { [`room:${rooms[0]}`]: sent.mid, [`inbox:${bob.id}`]: null };
    const waiting = client.subscribe({ ns, secret: bob.secret, topics, timeout: 20 });
    const letter = await client.sendMessage({ ns, fromSecret: alice.secret, to: bob.id, body: 'psst' });
    expect(await waiting).toEqual({ events: { [`inbox:${bob.id}`]: letter.mid }, timeout: false });
    await client.deleteMessage({ ns, id: bob.id, secret: bob.secret, mid: letter.mid });
    const control = new AbortController();
    const given = client.subscribe({
      ns,
      secret: bob.secret,
      topics: { [`room:${rooms[0]}`]: sent.mid },
      signal: control.signal,
    });
    control.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
  });

  it('holds a debate in which everybody sees everything', async () => {
    const roomId = await makeRoom(bob, charlie);
    await send(roomId, alice, 'Should AI systems be required to identify themselves?');
    const seen = new Map<string, string[]>();
    const read = [alice, bob, charlie].map(async ({ id, secret }) => {
      const bodies: string[] = [];
      for await (const { body } of client.listenRoom({ ns, roomId, secret })) {
        bodies.push(body);
        if (bodies.length === 5) break;
      }
      seen.set(id, bodies);
    });
    for (const round of [1, 2]) {
      await send(roomId, bob, `for ${round}`);
      await send(roomId, charlie, `against ${round}`);
    }
    await Promise.all(read);
    const expected = [expect.any(String), 'for 1', 'against 1', 'for 2', 'against 2'];
    for (const bodies of seen.values()) expect(bodies).toEqual(expected);
  });

  it('waits for a message, and gives up when it is told to', async () => {
    const roomId = await makeRoom(bob);
    const { mid } = await send(roomId, alice, 'before');
    const waiting = client.waitForRoomMessages({
      ns,
      roomId,
      secret: bob.secret,
      afterMid: mid,
      timeout: 20,
    });
    await send(roomId, alice, 'after');
    expect((await waiting).map(({ body }) => body)).toEqual(['after']);
    const last = (await waiting).at(-1)?.mid;
    expect(
      await client.waitForRoomMessages({ ns, roomId, secret: bob.secret, afterMid: last, timeout: 1 }),
    ).toEqual([]);

    const control = new AbortController();
    const heard: RoomMessage[] = [];
    const listening = (async () => {
      for await (const message of client.listenRoom({
        ns,
        roomId,
        secret: bob.secret,
        signal: control.signal,
      })) {
        heard.push(message);
        if (heard.length === 2) control.abort(new Error('enough'));
      }
    })();
    await expect(listening).rejects.toThrow('enough');
    expect(heard.map(({ body }) => body)).toEqual(['before', 'after']);
  });

  it('sends from one to another, with the life of such messages', async () => {
    const sent = await client.sendMessage({
      ns,
      fromSecret: alice.secret,
      to: bob.id,
      body: 'psst',
      ttlHours: 2,
    });
    const inbox = { ns, id: bob.id, secret: bob.secret };
    const { mid } = sent;
    expect(await client.getMessage({ ...inbox, mid })).toMatchObject({
      body: 'psst',
      readAt: null,
      from: alice.id,
    });
    const waiting = client.waitForMessages({ ...inbox, afterMid: mid, timeout: 20 });
    const second = await client.sendMessage({ ns, fromSecret: alice.secret, to: bob.id, body: 'again' });
    expect((await waiting).map((message) => message.mid)).toEqual([second.mid]);
    expect((await client.getInbox({ ...inbox, unreadOnly: true })).map((message) => message.mid)).toEqual([
      mid,
    ]);
    await client.archiveMessage({ ...inbox, mid });
    expect((await client.getArchivedMessages(inbox)).map((message) => message.mid)).toEqual([mid]);
    await client.unarchiveMessage({ ...inbox, mid });
    for (const message of [mid, second.mid]) await client.deleteMessage({ ...inbox, mid: message });
    expect(await client.getInbox(inbox)).toEqual([]);
  });

  it('looks after namespaces and identities', async () => {
    const made = await client.createNamespace({
      metadata: { some_key: { inner_key: 1 } },
      ttlHours: 0,
      slug: 'spare',
    });
    expect(made).toMatchObject({
      slug: expect.stringMatching(/^spare/),
      metadata: { some_key: { inner_key: 1 } },
      ttlHours: 0,
    });
    const owner = { ns: made.ns, nsSecret: made.secret };
    const one = await client.createIdentity({ ...owner, metadata: { a_b: 1 } });
    const info = await client.getIdentity({ ns: made.ns, id: one.id, secret: one.secret });
    expect(info).toEqual({ id: one.id, metadata: { a_b: 1 }, createdAt: expect.any(String) });
    for (const list of [
      await client.listIdentities(owner),
      await client.listIdentities({ ns: made.ns }),
      await client.listIdentities({ ns: made.ns, secret: one.secret }),
    ]) {
      expect(list).toEqual([info]);
    }
    const changed = await client.updateIdentity({ ...owner, id: one.id, metadata: { c: 2 } });
    expect(changed.metadata).toEqual({ c: 2 });
    await client.deleteIdentity({ ...owner, id: one.id });
    expect((await client.updateNamespace({ ns: made.ns, metadata: {} })).metadata).toEqual({});
    await client.archiveNamespace(owner);
    await expect(client.createIdentity(owner)).rejects.toThrow(GoneError);
    expect((await client.getNamespace({ ns: made.ns })).archivedAt).not.toBeNull();
    await client.deleteNamespace({ ns: made.ns });
    expect((await client.listNamespaces()).map((listed) => listed.ns)).not.toContain(made.ns);
  });

  it('throws errors that tell what to do', async () => {
    const roomId = await makeRoom();
    const inRoom = { ns, roomId, secret: alice.secret };
    const refused = [
      [() => client.getRoom({ ...inRoom, secret: 'x' }), AccessError, 403],
      [() => client.getRoom({ ...inRoom, secret: '' }), AccessError, 401],
      [() => client.getRoom({ ...inRoom, roomId: 'a/b c' }), NotFoundError, 404],
      [() => client.getRoomMessages({ ...inRoom, limit: 0 }), InvalidRequestError, 422],
      [() => client.addRoomMember({ ...inRoom, identityId: 'nobody' }), InvalidRequestError, 400],
      [() => Spaces.remote(client.url, { adminToken: 'x' }).createNamespace(), AccessError, 403],
      [() => Spaces.remote('http://127.0.0.1:9').listNamespaces(), UnreachableError, 0],
    ] as const;
    for (const [call, kind, status] of refused) {
      const error = await call().then(
        () => null,
        (thrown: unknown) => thrown as SpacesError,
      );
      expect(error).toBeInstanceOf(kind);
      expect(error).toBeInstanceOf(SpacesError);
      expect([error?.name, error?.status]).toEqual([kind.name, status]);
    }
    const error = await client
      .getRoomMessages({ ...inRoom, wait: 99 })
      .catch((thrown: InvalidRequestError) => thrown);
    expect(error).toMatchObject({ issues: [{ type: 'less_than_equal', loc: ['query', 'wait'] }] });
  });
});
