import { readdir, readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { chromium } from '@playwright/test';
import { ensureChromium } from '../../scripts/steps/ensure-chromium.ts';
import { readUse } from '../load/process-use.ts';
import { createReader } from './reader.ts';
import { MEBIBYTE, type MoveFigures } from './upload.ts';

export interface AppFigures extends MoveFigures {
  /** The longest time the page could not answer its person, in ms. */
  readonly longestTask: number;
}

/** A process and all it started. */
async function listTree(root: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '') : '';
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const belongs = (pid: number): boolean => {
    const parent = parents.get(pid);
    return pid === root || (parent !== undefined && parent > 1 && belongs(parent));
  };
  return [...parents.keys()].filter(belongs);
}

async function readTree(root: number): Promise<{ memory: number; cpuSeconds: number }> {
  const none = { memory: 0, cpuSeconds: 0 };
  const all = await Promise.all((await listTree(root)).map((pid) => readUse(pid).catch(() => none)));
  return {
    memory: all.reduce((sum, { memory }) => sum + memory, 0),
    cpuSeconds: all.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
  };
}

/** The app itself in a real Chromium: the file is picked, sent in parts and counted in a worker. */
export async function measureAppUpload(wish: {
  link: string;
  path: string;
  hostPid: number;
  mebibytes: number;
}): Promise<AppFigures> {
  const { link, path, hostPid, mebibytes } = wish;
  const args = ['--no-sandbox', '--disable-dev-shm-usage'];
  const server = await chromium.launchServer({ executablePath: await ensureChromium(), args });
  const root = server.process().pid ?? 0;
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const reader = await createReader(page);
    await reader.join(link);
    await page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(window, { tasks });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      }).observe({ type: 'longtask' });
    });
    const [host, own] = [await readUse(hostPid), await readTree(root)];
    let [hostMost, ownMost] = [host.memory, own.memory];
    // Looking costs time too: it has to walk all processes.
    const watch = setInterval(async () => {
      hostMost = Math.max(hostMost, (await readUse(hostPid)).memory);
      ownMost = Math.max(ownMost, (await readTree(root)).memory);
    }, 2_000);
    const before = performance.now();
    await page.locator('input[type=file]').setInputFiles(path);
    await page.locator('[data-upload-state=done]').waitFor({ timeout: 1_800_000 });
    const seconds = (performance.now() - before) / 1_000;
    clearInterval(watch);
    const [hostAfter, ownAfter] = [await readUse(hostPid), await readTree(root)];
    const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
    return {
      way: 'the app in Chromium',
      perSecond: mebibytes / seconds,
      hostCpu: hostAfter.cpuSeconds - host.cpuSeconds,
      moverCpu: ownAfter.cpuSeconds - own.cpuSeconds,
      hostGrowth: (hostMost - host.memory) / MEBIBYTE,
      moverGrowth: (ownMost - own.memory) / MEBIBYTE,
      longestTask: Math.max(0, ...tasks),
    };
  } finally {
    await server.close();
  }
}
