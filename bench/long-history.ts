/**
 * A room with a long history on screen: `node bench/long-history.ts [--messages 100000] [--seconds 15]`. Opens it in a
 * real Chromium, scrolls up and down, jumps to the first day and back to now; tells frames, long tasks and memory.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { ensureBuild } from '../scripts/steps/ensure-build.ts';
import { ensureChromium } from '../scripts/steps/ensure-chromium.ts';
import { callHost, startHeadless, stopHeadless } from './load/headless-host.ts';
import { describeMachine } from './report/describe-machine.ts';
import { createRandom, createVocabulary, fillHistory } from './scenarios/fill-history.ts';
import { createReader } from './scenarios/reader.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '15' },
  },
});
const seconds = Number(values.seconds);

await ensureBuild();
const dataDir = await mkdtemp(join(tmpdir(), 'spaces-bench-'));
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--enable-precise-memory-info'],
});
let { host, url } = await startHeadless({ dataDir });
try {
  const owner = await callHost(url, null, 'POST', '/api/auth/guest', { displayName: 'Owner' });
  const { room } = await callHost(url, owner.token as never, 'POST', '/api/rooms', {
    name: 'Long',
    life: 'kept',
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const reader = await createReader(page);
  await reader.join(`${url}/spaces/${(room as unknown as { roomCode: string }).roomCode}`);
  await page.goto('about:blank');
  await stopHeadless(host);
  const { makeText } = createVocabulary(createRandom(7));
  await fillHistory(join(dataDir, 'spaces.sqlite'), { messages: Number(values.messages), makeText });
  // The same port: who the browser is belongs to its address.
  ({ host, url } = await startHeadless({ dataDir, port: Number(new URL(url).port) }));

  const opened = await reader.open(url, 'Long');
  const before = await reader.readMemory();
  const up = await reader.scroll(-1, seconds);
  const above = await reader.readMemory();
  const down = await reader.scroll(1, seconds);
  const below = await reader.readMemory();
  const first = await reader.jumpToDay('2020-01-01', /^This is the beginning of/);
  const now = await reader.jumpToNow();
  const after = await reader.readMemory();

  console.log(
    Object.entries(await describeMachine())
      .map(([what, is]) => `${what}: ${is}`)
      .join('\n'),
  );
  console.log(`\n${values.messages} messages; opened in ${opened.toFixed(0)} ms`);
  console.log('\n| | frames | median ms | p95 ms | longest ms | long tasks | of them ms | messages loaded |');
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|');
  for (const [what, run] of [
    ['up', up],
    ['down', down],
  ] as const) {
    const { frames, median, p95, longest, longTasks, longTaskMs, loaded } = run;
    const figures = [median, p95, longest].map((figure) => figure.toFixed(1)).join(' | ');
    console.log(
      `| ${what}, ${seconds} s | ${frames} | ${figures} | ${longTasks} | ${longTaskMs.toFixed(0)} | ${loaded} |`,
    );
  }
  console.log(`\nto the first day ${first.toFixed(0)} ms, back to now ${now.toFixed(0)} ms`);
  console.log('\n| memory after | heap MB | DOM nodes |\n|---|---:|---:|');
  for (const [what, memory] of Object.entries({ opening: before, up: above, down: below, jumps: after })) {
    console.log(`| ${what} | ${memory.heapMb.toFixed(1)} | ${memory.nodes} |`);
  }
} finally {
  await browser.close();
  await stopHeadless(host);
  await rm(dataDir, { recursive: true, force: true });
}
