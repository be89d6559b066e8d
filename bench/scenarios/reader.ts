import type { Page } from '@playwright/test';
import { summarise } from '../load/summarise.ts';

export interface ScrollRun {
  readonly frames: number;
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
  readonly longTasks: number;
  readonly longTaskMs: number;
  readonly loaded: number;
}

interface Recording {
  stop(): { frames: number[]; tasks: number[] };
}

const NOTCH_PX = 240;
const PAGE = 50;

/** Runs in the page: the time from frame to frame, and what kept the main thread for more than 50 ms. */
function record(): void {
  const frames: number[] = [];
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  });
  observer.observe({ type: 'longtask' });
  let last = performance.now();
  let frame = requestAnimationFrame(function tick(now) {
    frames.push(now - last);
    last = now;
    frame = requestAnimationFrame(tick);
  });
  const recording: Recording = {
    stop() {
      cancelAnimationFrame(frame);
      observer.disconnect();
      return { frames: frames.slice(1), tasks };
    },
  };
  Object.assign(window, { recording });
}

/** Somebody who reads in a browser. */
export async function createReader(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const log = page.getByTestId('conversation').getByRole('log');
  let pages = 0;
  page.on('request', (request) => {
    if (/\/messages\?.*(before|after)=/.test(request.url())) pages += 1;
  });

  async function time(act: () => Promise<unknown>, until: () => Promise<unknown>): Promise<number> {
    const begin = performance.now();
    await act();
    await until();
    return performance.now() - begin;
  }

  return {
    async join(link: string): Promise<void> {
      await page.goto(link);
      await page.getByLabel('Your name').fill('Reader');
      await page.getByRole('button', { name: 'Join room' }).click();
      await log.waitFor();
    },

    async open(url: string, name: string): Promise<number> {
      await page.goto(url);
      const tile = page.getByRole('button', { name: new RegExp(`^Open ${name}`) });
      await tile.waitFor();
      return time(
        () => tile.click(),
        () => log.getByRole('article').last().waitFor(),
      );
    },

    /** A wheel that turns without a pause. */
    async scroll(direction: 1 | -1, seconds: number): Promise<ScrollRun> {
      await log.hover();
      const pagesBefore = pages;
      await page.evaluate(record);
      const end = performance.now() + seconds * 1_000;
      while (performance.now() < end) await page.mouse.wheel(0, direction * NOTCH_PX);
      const { frames, tasks } = await page.evaluate(() =>
        (window as unknown as { recording: Recording }).recording.stop(),
      );
      const sorted = [...frames].sort((a, b) => a - b);
      return {
        frames: frames.length,
        median: summarise(frames).p50,
        p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
        longest: sorted.at(-1) ?? 0,
        longTasks: tasks.length,
        longTaskMs: tasks.reduce((sum, task) => sum + task, 0),
        loaded: (pages - pagesBefore) * PAGE,
      };
    },

    async jumpToDay(day: string, expected: RegExp): Promise<number> {
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await page.getByRole('button', { name: 'Date' }).click();
      await page.getByLabel('Jump to a day').fill(day);
      return time(
        () => page.getByRole('button', { name: 'Jump', exact: true }).click(),
        () => log.getByText(expected).waitFor(),
      );
    },

    async jumpToNow(): Promise<number> {
      const pill = page.getByRole('button', { name: /Jump to the latest message/ });
      return time(
        () => pill.click(),
        () => pill.waitFor({ state: 'hidden' }),
      );
    },

    async readMemory(): Promise<{ heapMb: number; nodes: number }> {
      await devtools.send('HeapProfiler.collectGarbage');
      const { metrics } = await devtools.send('Performance.getMetrics');
      const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
      return { heapMb: read('JSHeapUsedSize') / 1_048_576, nodes: read('Nodes') };
    },
  };
}
