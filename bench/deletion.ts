/**
 * How long others wait while a room full of messages goes: `node bench/deletion.ts [--messages 100000]`.
 * Beside the deletion one person asks for another room all the time; the longest turn of the host is what counts.
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
import { createRandom, createVocabulary, fillHistory } from './scenarios/fill-history.ts';

const { values } = parseArgs({ options: { messages: { type: 'string', default: '100000' } } });
const messages = Number(values.messages);
const dataDir = await mkdtemp(join(tmpdir(), 'spaces-deletion-'));
const file = join(dataDir, 'spaces.sqlite');
const config = { ...createDefaultConfig(), host: '127.0.0.1', port: 0, dataDir, hasRateLimits: false };
const first = createRoomServer({ ...config, logLevel: 'warn' });
let { httpUrl } = await first.start();

async function call(method: string, path: string, token: string | null, body?: object) {
  const response = await fetch(`${httpUrl}/api${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return (await response.json()) as { token: string; room: { id: string } };
}

const { token } = await call('POST', '/auth/guest', null, { displayName: 'Owner', deviceId: randomUUID() });
const { room } = await call('POST', '/rooms', token, { name: 'Full' });
await first.stop();
await fillHistory(file, { messages, makeText: createVocabulary(createRandom(7)).makeText });

const second = createRoomServer({ ...config, logLevel: 'warn' });
({ httpUrl } = await second.start());
const other = (await call('POST', '/rooms', token, { name: 'Other' })).room;

const reader = new BetterSqlite3(file, { readonly: true });
const left = reader.prepare('select 1 from messages where room_key = 1 limit 1');
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
await wait(300);
delay.reset();
const begin = performance.now();
await call('DELETE', `/rooms/${room.id}`, token);
const answered = performance.now() - begin;
const times: number[] = [];
while (left.get() !== undefined) {
  const before = performance.now();
  await call('POST', `/rooms/${other.id}/messages`, token, { content: 'x' });
  times.push(performance.now() - before);
  await wait(20);
}
delay.disable();
times.sort((a, b) => a - b);
const round = (milliseconds: number) => Math.round(milliseconds * 10) / 10;
console.log({
  messages,
  answeredMs: round(answered),
  emptiedMs: round(performance.now() - begin),
  longestTurnMs: round(delay.max / 1e6),
  turnP99Ms: round(delay.percentile(99) / 1e6),
  otherMessageP50Ms: round(times[Math.floor(times.length / 2)] ?? 0),
  otherMessageMaxMs: round(times.at(-1) ?? 0),
});
reader.close();
await second.stop();
await rm(dataDir, { recursive: true, force: true });
