import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { listInstalledBrowsers } from './find-browser.ts';
import { isReachable } from './is-reachable.ts';
import { findTool } from './project.ts';
import { runNode } from './run-node.ts';

const PLAYWRIGHT_DOWNLOADS = 'https://cdn.playwright.dev/';

/** A snap stub or a browser without its libraries is there and yet no use. */
function isWorking(path: string): boolean {
  if (process.platform !== 'linux') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

function findChromium(): string | null {
  const candidates = [...listInstalledBrowsers(), chromium.executablePath()];
  return candidates.find((path) => path && existsSync(path) && isWorking(path)) ?? null;
}

async function installByPlaywright(): Promise<void> {
  const source = process.env.PLAYWRIGHT_DOWNLOAD_HOST ?? PLAYWRIGHT_DOWNLOADS;
  if (!(await isReachable(source, { within: 5_000 }))) return;
  await runNode([findTool('@playwright/test', 'playwright'), 'install', 'chromium'], { output: 'stderr' });
}

/** The package lists of a fresh container are empty, so they are fetched first. */
function installByApt(): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const options = {
    stdio: ['ignore', process.stderr, 'inherit'] as ['ignore', NodeJS.WriteStream, 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 300_000,
  };
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options);
}

/** A Chromium for the end-to-end tests: the system's, Playwright's, or Debian's package; answers its path. */
export async function ensureChromium(): Promise<string> {
  const steps = [() => {}, installByPlaywright, installByApt];
  for (const step of steps) {
    await step();
    const found = findChromium();
    if (found) return found;
  }
  throw new Error(
    'No Chromium was found and none could be installed: install Chromium or Chrome (Debian: apt-get install chromium) or name one in SPACES_CHROMIUM.',
  );
}
