/**
 * Figures of a room and of the host: `node bench/figures.ts [--messages 1000000] [--rooms 100]`. One room has all the
 * messages and nobody has counted them; each other room has a hundred. Beside every question one person writes in
 * another room all the time: the longest turn of the host and their messages tell whether counting holds others up.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import BetterSqlite3 from 'better-sqlite3';
import { createDefaultConfig } from '../src/main/server/config.ts';
import { createRoomServer } from '../src/main/server/create-room-server.ts';
import { callHost } from './load/headless-host.ts';
import { describeMachine } from './report/describe-machine.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    rooms: { type: 'string', default: '100' },
  },
});
const messages = Number(values.messages);
const rooms = Number(values.rooms);
const ADMIN_TOKEN = randomUUID();
const ELSEWHERE = 100;

// By the hour over 90 days. The search rows are left out: counting does not look at them.
const FILL = `
  with recursive n (i) as (select 1 union all select i + 1 from n where i < @messages)
  insert into messages (id, room_key, seq, user_key, type, content, content_type, counts, created_at)
  select r.id || i, r.key, i, u.key, 'user_text', 'some words of an ordinary length', 'text/plain', 1,
    @now - (@messages - i) * (90 * 86400000 / @messages)
  from n, rooms r join users u on u.id = r.owner_id where r.id = @id`;

const dataDir = await mkdtemp(join(tmpdir(), 'spaces-figures-'));
const config = {
  ...createDefaultConfig(),
  ...{ host: '127.0.0.1', port: 0, dataDir, hasRateLimits: false, adminToken: ADMIN_TOKEN },
  logLevel: 'warn' as const,
  // The rhythm would count some of it before it is asked for.
  cleanupEveryMs: 24 * 3_600_000,
};
const first = createRoomServer({ ...config, limits: { ...config.limits, roomsPerOwner: rooms + 1 } });
let { httpUrl } = await first.start();
const { token } = await callHost(httpUrl, null, 'POST', '/api/auth/guest', { displayName: 'Owner' });
const own = String(token);
const ids: string[] = [];
for (let at = 0; at < rooms; at += 1) {
  const { room } = await callHost(httpUrl, own, 'POST', '/api/rooms', { name: `Room ${at}`, life: 'kept' });
  ids.push((room as unknown as { id: string }).id);
}
await first.stop();

const filler = new BetterSqlite3(join(dataDir, 'spaces.sqlite'));
for (const [at, id] of ids.entries()) {
  const room = { id, messages: at === 0 ? messages : ELSEWHERE };
  filler.prepare('delete from messages where room_key = (select key from rooms where id = ?)').run(id);
  filler.prepare(FILL).run({ ...room, now: Date.now() });
  filler.prepare('update rooms set last_seq = @messages, counted_seq = 0 where id = @id').run(room);
}
filler.close();

const second = createRoomServer(config);
({ httpUrl } = await second.start());
const delay = monitorEventLoopDelay({ resolution: 1 });
const round = (milliseconds: number) => Math.round(milliseconds * 10) / 10;

/** Asks once, and lets somebody write in the last room until the answer is there. */
async function measure(what: string, path: string, asker: string) {
  delay.enable();
  await wait(300);
  delay.reset();
  let isAnswered = false;
  const begin = performance.now();
  const asked = callHost(httpUrl, asker, 'GET', path).then(() => {
    isAnswered = true;
    return performance.now() - begin;
  });
  const times: number[] = [];
  do {
    const before = performance.now();
    await callHost(httpUrl, own, 'POST', `/api/rooms/${ids.at(-1)}/messages`, { content: 'x' });
    times.push(performance.now() - before);
  } while (!isAnswered);
  const answered = await asked;
  delay.disable();
  times.sort((a, b) => a - b);
  return {
    what,
    answeredMs: round(answered),
    longestTurnMs: round(delay.max / 1e6),
    otherMessageP50Ms: round(times[Math.floor(times.length / 2)] ?? 0),
    otherMessageMaxMs: round(times.at(-1) ?? 0),
  };
}

const figures = `/api/rooms/${ids[0]}/analytics?days=90`;
console.log(await describeMachine());
console.table([
  await measure('room, nothing counted', figures, own),
  await measure('room, again', figures, own),
  await measure('host, the other rooms not counted', '/api/admin/analytics?days=90', ADMIN_TOKEN),
  await measure('host, again', '/api/admin/analytics?days=90', ADMIN_TOKEN),
]);
await second.stop();
await rm(dataDir, { recursive: true, force: true });
