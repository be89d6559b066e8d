import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectStatus, makeRoom, type Person, seat, startTestHost } from './test-host.ts';

const WHO = fc.integer({ min: 0, max: 2 });
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('send' as const), who: WHO }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      who: WHO,
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), who: WHO }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('join' as const), who: WHO }) },
);

/** What a person may expect: everything of others behind the furthest place read, and nothing else. */
interface Model {
  messages: { id: string; seq: number; author: number | null }[];
  readers: { isMember: boolean; cursor: number }[];
}

it('C10 unread counts and cursors agree with a simple model, also after a restart', async () => {
  const host = await startTestHost({ limits: { roomsPerOwner: 1_000 } as never });
  const keeper = await host.guest('Keeper');
  const people = [await host.guest('A'), await host.guest('B'), await host.guest('C')];

  async function refresh(model: Model, roomId: string): Promise<void> {
    const { messages } = expectStatus(await keeper.get(`/api/rooms/${roomId}/messages?limit=200`), 200).body;
    model.messages = messages.map(
      (one: { id: string; seq: number; userId: string; messageType: string }) => ({
        id: one.id,
        seq: one.seq,
        author: one.messageType === 'system' ? null : people.findIndex((person) => person.id === one.userId),
      }),
    );
  }

  async function compare(model: Model, roomId: string): Promise<void> {
    for (const [who, reader] of model.readers.entries()) {
      const answer = await (people[who] as Person).get(`/api/rooms/${roomId}/unread`);
      if (!reader.isMember) {
        expect(answer.errorCode).toBe('NOT_A_MEMBER');
        continue;
      }
      const unread = model.messages.filter(
        (one) => one.seq > reader.cursor && one.author !== null && one.author !== who,
      );
      expect(answer.body.unreadCount).toBe(unread.length);
      const last = model.messages.find((one) => one.seq === reader.cursor);
      expect(answer.body.lastReadMessageId).toBe(last?.id ?? null);
    }
  }

  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const room = await makeRoom(keeper);
      const model: Model = { messages: [], readers: [] };
      for (const person of people) {
        await refresh(model, room.id);
        model.readers.push({ isMember: true, cursor: model.messages.at(-1)?.seq ?? 0 });
        await seat(room, person);
      }
      for (const one of steps) {
        const person = people[one.who] as Person;
        const reader = model.readers[one.who] as Model['readers'][number];
        const isAllowed = reader.isMember;
        if (one.do === 'send') {
          const answer = await person.post(`/api/rooms/${room.id}/messages`, { content: 'x' });
          expectStatus(answer, isAllowed ? 201 : 403);
        } else if (one.do === 'read') {
          await refresh(model, room.id);
          const target = model.messages[Math.floor(one.at * (model.messages.length - 1))];
          if (!target) continue;
          const answer = await person.post(`/api/rooms/${room.id}/read`, { lastReadMessageId: target.id });
          expectStatus(answer, isAllowed ? 200 : 403);
          if (isAllowed) reader.cursor = Math.max(reader.cursor, target.seq);
        } else if (one.do === 'leave') {
          expectStatus(await person.post(`/api/rooms/${room.id}/leave`), isAllowed ? 200 : 403);
          reader.isMember = false;
        } else {
          await seat(room, person);
          reader.isMember = true;
        }
      }
      await refresh(model, room.id);
      await compare(model, room.id);
      if (steps.length % 5 === 0) {
        await host.restart();
        await compare(model, room.id);
      }
      expectStatus(await keeper.delete(`/api/rooms/${room.id}`), 200);
    }),
    { numRuns: 30 },
  );
}, 60_000);
