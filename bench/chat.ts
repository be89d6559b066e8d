/**
 * Search and unread counts on a host with a long history: `node bench/chat.ts [--messages 1000000]
 * [--rooms 500] [--searches 40]`. It fills a temporary folder and takes some minutes.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { callHost as call, startHeadless, stopHeadless as stopHost } from './load/headless-host.ts';
import { createRandom, createVocabulary, fillHistory } from './scenarios/fill-history.ts';
import { measureSearch, measureTimes, type Timing } from './scenarios/search.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    rooms: { type: 'string', default: '500' },
    searches: { type: 'string', default: '40' },
  },
});
const MEMBERS = 10;

/** People and rooms come from the host itself; all are in all rooms. */
async function prepare(url: string, rooms: number): Promise<string> {
  const tokens: string[] = [];
  for (let n = 0; n < MEMBERS; n += 1) {
    const guest = await call(url, null, 'POST', '/api/auth/guest', { displayName: `Member ${n}` });
    tokens.push(guest.token as never);
  }
  const [token = ''] = tokens;
  for (let n = 0; n < rooms; n += 1) {
    const { room } = await call(url, token, 'POST', '/api/rooms', {
      name: `Bench ${n}`,
      life: 'kept',
      visibility: 'public',
    });
    const { id } = room as unknown as { id: string };
    for (const other of tokens.slice(1)) await call(url, other, 'POST', `/api/rooms/${id}/join`, {});
  }
  return token;
}

function printTimings(timings: readonly Timing[]): void {
  console.log('| what | p50 ms | p95 ms | most ms |\n|---|---:|---:|---:|');
  for (const { what, p50, p95, most } of timings) {
    console.log(`| ${what} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${most.toFixed(1)} |`);
  }
}

const dataDir = await mkdtemp(join(tmpdir(), 'spaces-bench-'));
const file = join(dataDir, 'spaces.sqlite');
let running: ChildProcess | null = null;
try {
  const first = await startHeadless({ dataDir });
  running = first.host;
  const token = await prepare(first.url, Number(values.rooms));
  await stopHost(first.host);
  running = null;
  const { makeText } = createVocabulary(createRandom(7));
  const before = performance.now();
  await fillHistory(file, { messages: Number(values.messages), makeText });
  const micros = ((performance.now() - before) * 1_000) / Number(values.messages);
  const mebibytes = Math.round((await stat(file)).size / 1_048_576);
  console.log(
    `${values.messages} messages written at ${micros.toFixed(0)} µs each; the file has ${mebibytes} MiB`,
  );

  const { host, url } = await startHeadless({ dataDir });
  running = host;
  const get = (path: string) => call(url, token, 'GET', path);
  await measureTimes(
    'warm-up',
    Array.from({ length: 20 }, () => '/api/unread'),
    get,
  );
  printTimings([
    ...(await measureSearch(get, Number(values.searches))),
    await measureTimes(
      `unread of ${values.rooms} rooms`,
      Array.from({ length: 50 }, () => '/api/unread'),
      get,
    ),
  ]);
} finally {
  if (running) await stopHost(running);
  await rm(dataDir, { recursive: true, force: true });
}
