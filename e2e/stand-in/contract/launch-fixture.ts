import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import { evaluateOnTask } from '../../fixtures/evaluate-on-a-task.ts';
import { listProcessesUsing } from '../processes.ts';

const FIXTURE_APP = join(import.meta.dirname, '../fixture-app');

export interface Launched {
  app: ElectronApplication;
  page: Page;
  folder: string;
}

export interface LaunchOptions {
  args?: string[];
  folder?: string;
}

interface Fixtures {
  createFolder(): string;
  launch(options?: LaunchOptions): Promise<Launched>;
}

/** Every launch has a user-data folder of its own, and leaves no process behind. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's names
  createFolder: async ({}, use) => {
    const folders: string[] = [];
    await use(() => {
      const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
      folders.push(folder);
      return folder;
    });
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  launch: async ({ createFolder }, use) => {
    const launched: Launched[] = [];
    await use(async ({ args = [], folder = createFolder() } = {}) => {
      const all = [FIXTURE_APP, `--user-data-dir=${folder}`, ...args];
      const app = await _electron.launch({ args: all, colorScheme: null });
      evaluateOnTask(app);
      const page = await app.firstWindow();
      await expect(page.getByRole('heading')).toHaveText('Hello, world');
      const entry = { app, page, folder };
      launched.push(entry);
      return entry;
    });
    for (const { app } of launched) await app.close();
    for (const { folder } of launched) await expect.poll(() => listProcessesUsing(folder)).toEqual([]);
  },
});

export { expect };
