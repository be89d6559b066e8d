import { type ChildProcess, spawn } from 'node:child_process';
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

const ENDS_AT_ONCE = 3_000;

/** The exit code of a program that ends at once, -1 when there is none, null while it runs. */
function waitForEnd(child: ChildProcess): Promise<number | null> {
  return new Promise((settle) => {
    const timer = setTimeout(() => settle(null), ENDS_AT_ONCE);
    const finish = (code: number) => {
      clearTimeout(timer);
      settle(code);
    };
    child.once('error', () => finish(-1));
    child.once('exit', (code) => finish(code ?? -1));
  });
}

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
    const closed = new Promise<void>((settle) => child.once('exit', () => settle()));
    const code = await waitForEnd(child);
    if (code === null) return { process: child, closed };
    if (code === 0) return { process: child, closed: new Promise(() => {}) };
  }
  return null;
}

/** The system's own way to open a web address. False when it says that it cannot. */
export async function openDefaultBrowser(url: string): Promise<boolean> {
  const [command = '', ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.unref();
  const code = await waitForEnd(child);
  return code === null || code === 0;
}
