import { existsSync } from 'node:fs';

/** Debian's own binary, not its wrapper script, which adds flags. */
const SYSTEM_CANDIDATES = [
  '/usr/lib/chromium/chromium',
  '/usr/lib/chromium-browser/chromium-browser',
  '/opt/google/chrome/chrome',
];

/** The browser that shows the windows: the one asked for, the system's, or Playwright's. */
export async function findChromium(): Promise<string> {
  const isThere = (path: string | undefined): path is string => path !== undefined && existsSync(path);
  const found = [process.env.SPACES_CHROMIUM, ...SYSTEM_CANDIDATES].find(isThere);
  if (found) return found;
  const { chromium } = await import('@playwright/test');
  if (isThere(chromium.executablePath())) return chromium.executablePath();
  throw new Error(
    'Electron stand-in: no Chromium found. Install one (Debian: apt-get install chromium, or npx playwright install chromium) or set SPACES_CHROMIUM.',
  );
}
