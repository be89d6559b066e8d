import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { connect, type TestSocket } from './socket-client.ts';
import { expectStatus, makeRoom, type Person, seat, startTestHost } from './test-host.ts';

const NAMES = ['Ada', 'Bo', 'Cy'] as const;
const WHO = fc.integer({ min: 0, max: 2 });
const PLACE = fc.double({ min: 0, max: 1, noNaN: true });
const TEXT = fc.constantFrom('x', 'hi @Ada', '@bo and @Cy', '@all', 'no@Ada', '`@Cy`');
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('send' as const), who: WHO, text: TEXT }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('edit' as const), who: WHO, at: PLACE, text: TEXT }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), who: WHO, at: PLACE }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('moderate' as const), who: WHO, at: PLACE }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('read' as const), who: WHO, at: PLACE }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unread' as const), who: WHO, at: PLACE }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('react' as const), who: WHO, at: PLACE }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), who: WHO }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('join' as const), who: WHO }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sync' as const), who: WHO }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Said {
  id: string;
  seq: number;
  /** Null for the host's own lines. */
  author: number | null;
  isDeleted: boolean;
  named: Set<number>;
}

/** What a person may expect, said as simply as it can be. */
interface Model {
  said: Said[];
  readers: { isMember: boolean; cursor: number }[];
}

function findNamed(model: Model, text: string, author: number): Set<number> {
  const members = model.readers.flatMap((reader, who) => (reader.isMember && who !== author ? [who] : []));
  const names: Record<string, number[]> = { 'hi @Ada': [0], '@bo and @Cy': [1, 2], '@all': [0, 1, 2] };
  return new Set((names[text] ?? []).filter((who) => members.includes(who)));
}

/** What a device keeps between two syncs. */
interface Device {
  readonly messages: Map<string, Message>;
  lastSeq?: number;
  lastRev?: number;
}

it('C10 counts, mentions, cursors and catching up agree with a simple model through edits, deletes and leaves', async () => {
  const host = await startTestHost({ limits: { roomsPerOwner: 1_000 } as never });
  const keeper = await host.guest('Keeper');
  const people: Person[] = [];
  const tablets: Person[] = [];
  const lines: TestSocket[] = [];
  for (const name of NAMES) {
    const person = await host.guest(name);
    people.push(person);
    tablets.push(await host.guest(name, person.deviceId));
    lines.push(await connect(host, person));
  }
  let turn = 0;
  /** Each request goes out from another device of the person than the last one. */
  const device = (who: number): Person => {
    turn += 1;
    return (turn % 2 === 0 ? people : tablets)[who] as Person;
  };

  async function refresh(model: Model, roomId: string): Promise<Message[]> {
    const { messages } = expectStatus(await keeper.get(`/api/rooms/${roomId}/messages?limit=200`), 200).body;
    for (const { id, seq, messageType, userId } of messages as Message[]) {
      if (model.said.some((known) => known.id === id)) continue;
      const author = messageType === 'system' ? null : people.findIndex((person) => person.id === userId);
      model.said.push({ id, seq, author, isDeleted: false, named: new Set() });
    }
    return messages;
  }

  async function compare(model: Model, roomId: string): Promise<void> {
    for (const [who, reader] of model.readers.entries()) {
      if (!reader.isMember) continue;
      const behind = model.said.filter((one) => one.seq > reader.cursor && !one.isDeleted);
      const { body } = expectStatus(await device(who).get(`/api/rooms/${roomId}/unread`), 200);
      expect({ who, ...body }).toMatchObject({
        who,
        unreadCount: behind.filter((one) => one.author !== null && one.author !== who).length,
        mentionCount: behind.filter((one) => one.named.has(who)).length,
        lastReadMessageId: model.said.find((one) => one.seq === reader.cursor)?.id ?? null,
      });
      const all = expectStatus(await device(who).get('/api/unread'), 200).body;
      expect(all.rooms.find((one: { roomId: string }) => one.roomId === roomId)).toMatchObject({
        unreadCount: body.unreadCount,
        mentionCount: body.mentionCount,
      });
    }
  }

  async function sync(roomId: string, who: number, replica: Device): Promise<void> {
    const { lastSeq, lastRev } = replica;
    const answer = await (lines[who] as TestSocket).ask('room:join', {
      roomId,
      ...(lastSeq !== undefined && { lastSeq }),
      ...(lastRev !== undefined && { lastRev }),
    });
    if (answer.isFresh) replica.messages.clear();
    for (const message of answer.messages) replica.messages.set(message.id, message);
    replica.lastSeq = answer.lastSeq;
    replica.lastRev = answer.lastRev;
  }

  const isSent = (status: number, isMember: boolean) => expect(status < 300).toBe(isMember);

  async function perform(model: Model, roomId: string, one: Step): Promise<void> {
    const reader = model.readers[one.who] as Model['readers'][number];
    const { isMember } = reader;
    await refresh(model, roomId);
    const pick = (at: number, from: Said[]) => from[Math.floor(at * (from.length - 1))];
    const own = model.said.filter((said) => said.author === one.who && !said.isDeleted);
    const spoken = model.said.filter((said) => said.author !== null && !said.isDeleted);
    switch (one.do) {
      case 'send': {
        const sent = await device(one.who).post(`/api/rooms/${roomId}/messages`, { content: one.text });
        isSent(sent.status, isMember);
        if (!isMember) return;
        const { id, seq } = sent.body.message;
        const named = findNamed(model, one.text, one.who);
        model.said.push({ id, seq, author: one.who, isDeleted: false, named });
        return;
      }
      case 'edit': {
        const target = pick(one.at, own);
        if (!target) return;
        const { message } = (await keeper.get(`/api/messages/${target.id}`)).body;
        const answer = await device(one.who).put(`/api/messages/${target.id}`, { content: one.text });
        isSent(answer.status, isMember);
        // The same words again are no edit: who was named stays.
        if (isMember && message.content !== one.text) target.named = findNamed(model, one.text, one.who);
        return;
      }
      case 'delete':
      case 'moderate': {
        const target = pick(one.at, one.do === 'delete' ? own : spoken);
        if (!target) return;
        const by = one.do === 'delete' ? device(one.who) : keeper;
        const answer = await by.delete(`/api/messages/${target.id}`);
        isSent(answer.status, isMember || one.do === 'moderate');
        if (answer.status < 300) target.isDeleted = true;
        return;
      }
      case 'react': {
        const target = pick(one.at, spoken);
        if (!target) return;
        const answer = await device(one.who).post(`/api/messages/${target.id}/react`, { emoji: '👍' });
        return isSent(answer.status, isMember);
      }
      case 'read':
      case 'unread': {
        const target = pick(one.at, model.said);
        if (!target) return;
        const isRead = one.do === 'read';
        const path = `/api/rooms/${roomId}/${isRead ? 'read' : 'unread-from'}`;
        const body = isRead ? { lastReadMessageId: target.id } : { messageId: target.id };
        isSent((await device(one.who).post(path, body)).status, isMember);
        if (isMember) reader.cursor = isRead ? Math.max(reader.cursor, target.seq) : target.seq - 1;
        return;
      }
      case 'leave':
        isSent((await device(one.who).post(`/api/rooms/${roomId}/leave`)).status, isMember);
        reader.isMember = false;
        return;
      case 'join':
        await seat({ id: roomId }, device(one.who));
        reader.isMember = true;
        return;
      default:
    }
  }

  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const room = await makeRoom(keeper);
      const model: Model = { said: [], readers: [] };
      const replicas: Device[] = [];
      for (const person of people) {
        await refresh(model, room.id);
        model.readers.push({ isMember: true, cursor: model.said.at(-1)?.seq ?? 0 });
        replicas.push({ messages: new Map() });
        await seat(room, person);
      }
      for (const one of steps) {
        if (one.do !== 'sync') await perform(model, room.id, one);
        else if (model.readers[one.who]?.isMember) {
          await sync(room.id, one.who, replicas[one.who] as Device);
        }
      }
      await refresh(model, room.id);
      await compare(model, room.id);
      for (const [who, replica] of replicas.entries()) {
        if (!model.readers[who]?.isMember) continue;
        await sync(room.id, who, replica);
        const history = await refresh(model, room.id);
        const known = [...replica.messages.values()].sort((a, b) => a.seq - b.seq);
        // Quotes aside, what was caught up in parts is what a newcomer reads, message by message.
        expect(known).toEqual(history.filter((message) => replica.messages.has(message.id)));
        expect(known.at(-1)?.id).toBe(history.at(-1)?.id);
      }
      expectStatus(await keeper.delete(`/api/rooms/${room.id}`), 200);
    }),
    { numRuns: 25 },
  );
}, 120_000);
