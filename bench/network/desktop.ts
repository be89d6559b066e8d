import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, type Page } from '@playwright/test';
import { findDesktopRuntime } from '../../e2e/stand-in/runtime-name.ts';

/** A real desktop app on the machine this process runs on. Speaks JSON lines. */
export type DesktopOrder = { do: 'create'; room: string } | { do: 'join'; code: string } | { do: 'stop' };

const PROJECT = join(import.meta.dirname, '../..');
if (findDesktopRuntime().isStandIn) {
  process.env.ELECTRON_OVERRIDE_DIST_PATH = join(PROJECT, 'e2e/stand-in');
}
const [name = 'Somebody'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'spaces-bench-'));
const app = await _electron.launch({
  cwd: PROJECT,
  args: ['.', `--user-data-dir=${folder}`],
  env: {
    ...(process.env as Record<string, string>),
    SPACES_LOG_LEVEL: 'warn',
    SPACES_RATE_LIMITS: 'off',
    SPACES_LIMIT_ROOMS_PER_OWNER: '1000',
  },
});
const page = await app.firstWindow();
await page.getByRole('main').waitFor();

async function showLobby(): Promise<void> {
  const home = page.getByRole('button', { name: 'Spaces, to the lobby' });
  if (await home.isVisible()) await home.click();
  await page.getByRole('textbox', { name: 'Character 1 of 6' }).waitFor();
}

async function createRoom(room: string): Promise<string> {
  await showLobby();
  const card = page.getByRole('region', { name: 'New room' });
  await card.getByLabel('Name', { exact: true }).fill(room);
  await card.getByRole('button', { name: 'Create room' }).click();
  const nameField = card.getByLabel('Your name');
  const code = page.getByRole('button', { name: /^Copy code/ }).first();
  await Promise.race([nameField.waitFor(), code.waitFor()]);
  if (await nameField.isVisible()) {
    await nameField.fill(name);
    await card.getByRole('button', { name: 'Create room' }).click();
  }
  await code.waitFor();
  return ((await code.getAttribute('aria-label')) ?? '').replace('Copy code', '').replaceAll(' ', '');
}

/**
 * From the sixth character to the frame in which the room is on screen. The page presses the button itself as soon
 * as the room was found: no hand and no test driver is in the figure.
 */
async function joinRoom(code: string): Promise<{ foundMs: number; paintedMs: number }> {
  await showLobby();
  await page.getByRole('textbox', { name: 'Character 1 of 6' }).focus();
  await page.keyboard.type(code.slice(0, 5));
  await watchForRoom(page);
  await page.keyboard.type(code.slice(5));
  return page.evaluate(() => (globalThis as unknown as Watched).measured);
}

interface Watched {
  measured: Promise<{ foundMs: number; paintedMs: number }>;
}

/** In place when it resolves; the key that is measured comes after. */
function watchForRoom(where: Page): Promise<void> {
  return where.evaluate(() => {
    (globalThis as unknown as Watched).measured = new Promise((resolve) => {
      let startedAt = 0;
      let foundMs = 0;
      document.addEventListener(
        'keydown',
        () => {
          startedAt = performance.now();
        },
        { once: true, capture: true },
      );
      const look = () => {
        const form = document.querySelector<HTMLFormElement>('#join-outcome form');
        if (form !== null && foundMs === 0 && startedAt > 0) {
          foundMs = performance.now() - startedAt;
          form.requestSubmit();
        }
        if (document.querySelector('textarea[aria-label^="Message to"], [aria-label^="Message to"]') === null)
          return;
        watcher.disconnect();
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve({ foundMs, paintedMs: performance.now() - startedAt })),
        );
      };
      const watcher = new MutationObserver(look);
      watcher.observe(document.body, { childList: true, subtree: true, attributes: true });
    });
  });
}

const answer = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
answer({ event: 'ready' });
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as DesktopOrder;
  if (order.do === 'stop') break;
  if (order.do === 'create') answer({ event: 'created', code: await createRoom(order.room) });
  else answer({ event: 'joined', ...(await joinRoom(order.code)) });
}
await app.close();
rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
process.exit(0);
