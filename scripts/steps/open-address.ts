import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { listInstalledBrowsers } from './find-browser.ts';

export function hasDisplay(): boolean {
  const { platform, env } = process;
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

export interface AppWindow {
  readonly process: ChildProcess;
  /** Settles when the person closed the window. Never when the browser handed the address to another process. */
  readonly closed: Promise<void>;
}

const HANDED_OVER_WITHIN = 3_000;

/** A window without tabs or address bar in a Chromium that is there; its own profile makes its end visible. */
export async function openAppWindow(url: string, profile: string): Promise<AppWindow | null> {
  for (const browser of listInstalledBrowsers()) {
    // A snap may not write to hidden folders, so it keeps its own profile.
    const isSnap = realpathSync(browser).includes('/snap');
    const child = spawn(
      browser,
      [
        `--app=${url}`,
        ...(isSnap ? [] : [`--user-data-dir=${profile}`]),
        ...['--no-first-run', '--no-default-browser-check', '--window-size=1280,860'],
        ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
      ],
      { stdio: 'ignore' },
    );
    const started = performance.now();
    const exited = new Promise<number | null>((settle) => {
      child.once('error', () => settle(-1));
      child.once('exit', settle);
    });
    const early = await Promise.race([exited, once(AbortSignal.timeout(HANDED_OVER_WITHIN), 'abort')]);
    if (typeof early === 'number' && early !== 0) continue;
    const wasHandedOver = performance.now() - started < HANDED_OVER_WITHIN;
    return { process: child, closed: wasHandedOver ? new Promise(() => {}) : exited.then(() => {}) };
  }
  return null;
}

/** The system's own way to open a web address. */
export function openDefaultBrowser(url: string): Promise<boolean> {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  return new Promise((settle) => {
    const child = spawn(command ?? '', args, { stdio: 'ignore', detached: true });
    child.once('error', () => settle(false));
    child.once('spawn', () => {
      child.unref();
      settle(true);
    });
  });
}
