import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppError } from '#shared/contract/errors.ts';
import { type Database, openDatabase } from '../database.ts';
import type { NewMessage } from '../message-insert.ts';
import { createMessageLog, type MessageLog } from '../message-log.ts';

let folder: string;
let database: Database;
let log: MessageLog;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spaces-log-'));
  database = openDatabase(join(folder, 'spaces.sqlite'));
  await database.write((writer) => {
    const run = (sql: string, ...values: (string | number)[]) => writer.prepare(sql).run(...values);
    run("insert into spaces (id, kind, created_at) values ('s', 'people', 1)");
    for (const user of ['ann', 'ben']) {
      run(
        "insert into users (id, space_id, kind, display_name, created_at) values (?, 's', 'person', ?, 1)",
        user,
        user,
      );
    }
    for (const room of ['r1', 'r2']) {
      run(
        `insert into rooms (id, space_id, name, owner_id, created_by, policy, visibility, capacity, life,
           created_at, updated_at, last_activity)
         values (?, 's', ?, 'ann', 'ann', 'people', 'private', 10, 'day', 1, 1, 1)`,
        room,
        room,
      );
      run("insert into members (room_id, user_id, role, joined_at) values (?, 'ann', 'owner', 1)", room);
    }
  });
  log = await createMessageLog({ database, now: Date.now, isOnline: () => false });
});
afterEach(async () => {
  database.close();
  await rm(folder, { recursive: true });
});

const draft = (roomId: string, userId: string, clientId: string | null): NewMessage => ({
  roomId,
  userId,
  type: 'user_text',
  content: 'text',
  contentType: 'text/plain',
  metadata: {},
  replyToId: null,
  threadId: null,
  clientId,
});
const assertSeat = (standing: { role: unknown } | null) => {
  if (!standing?.role) throw new AppError('NOT_A_MEMBER', 'no seat');
};
const setSeat = (hasSeat: boolean) =>
  database.write((writer) =>
    hasSeat
      ? writer
          .prepare(
            "insert or ignore into members (room_id, user_id, role, joined_at) values ('r1', 'ben', 'member', 1)",
          )
          .run()
      : writer.prepare("delete from members where room_id = 'r1' and user_id = 'ben'").run(),
  );

it('whatever is written together: gapless seq, one message per client id, and standing as it is at that moment', async () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('append' as const),
      room: fc.constantFrom('r1', 'r2', 'nowhere'),
      user: fc.constantFrom('ann', 'ben'),
      clientId: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }),
    }),
    fc.record({ kind: fc.constant('seat' as const), hasSeat: fc.boolean() }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      await database.write((writer) => {
        writer.prepare('delete from messages').run();
        writer.prepare('update rooms set last_seq = 0').run();
        writer.prepare("delete from members where user_id = 'ben'").run();
      });
      let benHasSeat = false;
      const seen = new Map<string, number>();
      const next: Record<string, number> = { r1: 1, r2: 1 };
      const expected: unknown[] = [];
      const heard: string[] = [];
      const results = steps.map((step) => {
        if (step.kind === 'seat') {
          benHasSeat = step.hasSeat;
          expected.push('seat');
          return setSeat(step.hasSeat).then(() => 'seat');
        }
        const { room, user, clientId } = step;
        const isAllowed = room !== 'nowhere' && (user === 'ann' || (room === 'r1' && benHasSeat));
        const key = `${room} ${user} ${clientId}`;
        const earlier = clientId === null ? undefined : seen.get(key);
        if (!isAllowed) {
          expected.push('refused');
        } else if (earlier !== undefined) {
          expected.push({ seq: earlier, isRepeat: true });
        } else {
          const seq = next[room] ?? 0;
          next[room] = seq + 1;
          seen.set(key, seq);
          expected.push({ seq, isRepeat: false });
        }
        return log
          .append(draft(room, user, clientId), assertSeat, ({ message, isRepeat }) => {
            if (!isRepeat) heard.push(`${room} ${message.seq}`);
          })
          .then(
            ({ message, isRepeat }) => ({ seq: message.seq, isRepeat }),
            () => 'refused',
          );
      });
      expect(await Promise.all(results)).toEqual(expected);
      const stored = await database.read((reader) =>
        reader.prepare<{ id: string; last_seq: number }>('select id, last_seq from rooms').all(),
      );
      for (const { id, last_seq } of stored) {
        const own = heard.filter((line) => line.startsWith(id));
        expect(own).toEqual(Array.from({ length: last_seq }, (_, n) => `${id} ${n + 1}`));
      }
    }),
    { numRuns: 60 },
  );
});
