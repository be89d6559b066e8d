import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listProcessesUsing } from '../processes.ts';
import { expect, test } from './launch-fixture.ts';

const STAND_IN = join(import.meta.dirname, '..');

interface Seen {
  order: string[];
  secondInstances: { last: string; cwd: string; data: unknown }[];
}

test('hands a second start over to the first, without starting Chromium', async ({ launch }) => {
  const { app, folder } = await launch();
  const before = listProcessesUsing(join(folder, 'Chromium')).length;
  const args = [join(STAND_IN, 'fixture-app'), `--user-data-dir=${folder}`, 'spaces://join/ABC-DEF'];
  const second = spawn(join(STAND_IN, 'electron'), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const errors: string[] = [];
  second.stderr.on('data', (text) => errors.push(String(text)));
  expect(await once(second, 'exit')).toEqual([0, null]);
  expect(errors.join('')).not.toContain('DevTools listening');
  expect(listProcessesUsing(join(folder, 'Chromium'))).toHaveLength(before);
  const readSeen = () => app.evaluate(() => (globalThis as unknown as { seen: Seen }).seen.secondInstances);
  await expect
    .poll(readSeen)
    .toEqual([
      { last: 'spaces://join/ABC-DEF', cwd: process.cwd(), data: { from: 'spaces://join/ABC-DEF' } },
    ]);
});

test('runs two instances side by side', async ({ launch }) => {
  const [first, second] = await Promise.all([launch(), launch()]);
  await first.page.evaluate(() => localStorage.setItem('who', 'first'));
  expect(await second.page.evaluate(() => localStorage.getItem('who'))).toBeNull();
  expect(first.folder).not.toBe(second.folder);
});

test('keeps data over a restart', async ({ launch }) => {
  const { app, page, folder } = await launch();
  await page.evaluate(() => localStorage.setItem('note', 'still here'));
  await app.close();
  expect(listProcessesUsing(folder)).toEqual([]);
  const again = await launch({ folder });
  expect(await again.page.evaluate(() => localStorage.getItem('note'))).toBe('still here');
});

test('ends when the last window closes', async ({ launch }) => {
  const { app, page, folder } = await launch();
  await Promise.all([app.waitForEvent('close'), page.close()]);
  await expect.poll(() => listProcessesUsing(folder)).toEqual([]);
  expect(existsSync(join(folder, 'SingletonLock'))).toBe(false);
});

test('leaves nothing behind when the main process is killed', async ({ launch }) => {
  const { app, folder } = await launch();
  const closed = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await closed;
  await expect.poll(() => listProcessesUsing(folder)).toEqual([]);
  const again = await launch({ folder }); // a lock whose owner is dead does not count
  expect(await again.app.evaluate(({ app: electronApp }) => electronApp.hasSingleInstanceLock())).toBe(true);
});

test('lets the app keep a window open, and quits in order once it may', async ({ launch }) => {
  const { app, page } = await launch();
  await app.evaluate(({ app: electronApp, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.once('close', (event) => event.preventDefault());
    electronApp.quit();
  });
  await expect(page.getByRole('heading')).toBeVisible();
  const readOrder = () => app.evaluate(() => (globalThis as unknown as { seen: Seen }).seen.order);
  await expect.poll(readOrder).toEqual(['ready', 'ready-to-show', 'before-quit']);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(
    false,
  );
});

test('opens further windows, and tells Playwright of them', async ({ launch }) => {
  const { app, page } = await launch();
  const [second] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(() => void (globalThis as unknown as { openWindow(): void }).openWindow()),
  ]);
  await expect(second.getByRole('heading')).toHaveText('Hello, world');
  await second.close();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await expect(page.getByRole('heading')).toBeVisible();
});
