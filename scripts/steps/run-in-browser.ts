import { once } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { onStopRequest } from './on-stop-request.ts';
import { hasDisplay, openAppWindow, openDefaultBrowser } from './open-address.ts';
import { startHeadlessHost } from './start-headless-host.ts';

const PROFILE = join(homedir(), '.spaces/browser-window');

/** The very same interface without Electron: a headless host and a window of whatever browser there is. */
export async function runInBrowser(): Promise<void> {
  const host = await startHeadlessHost();
  const stopped = once(host.process, 'exit');
  const stop = () => {
    host.process.kill('SIGTERM');
  };
  const undo = onStopRequest(stop);

  const appWindow = hasDisplay() ? await openAppWindow(host.url, PROFILE) : null;
  if (appWindow) {
    console.log(`Spaces runs at ${host.url}; close its window or press Ctrl+C to stop it.`);
    void appWindow.closed.then(stop);
  } else if (hasDisplay() && (await openDefaultBrowser(host.url))) {
    console.log(`Spaces runs at ${host.url} in your browser; press Ctrl+C to stop it.`);
  } else {
    console.log(`Open ${host.url} in a browser on this machine; press Ctrl+C to stop Spaces.`);
  }

  await stopped;
  undo();
  appWindow?.process.kill();
}
