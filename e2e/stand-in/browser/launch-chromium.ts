import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { listProcessesUsing } from '../processes.ts';
import { type CdpPipe, createCdpPipe } from './cdp-pipe.ts';

export interface Chromium {
  cdp: CdpPipe;
  /** The ws:// address of Chromium's own DevTools endpoint. */
  devtoolsUrl: string;
  onExit(listener: () => void): void;
  close(): Promise<void>;
}

const CLOSE_LIMIT_MS = 10_000;
const HELPERS_LIMIT_MS = 3_000;

/** Chromium's storage and network processes end a little later and hold the profile's locks until then. */
async function waitForHelpers(profile: string): Promise<void> {
  const end = Date.now() + HELPERS_LIMIT_MS;
  const isLeft = () => listProcessesUsing(profile).length > 0;
  while (isLeft() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
}

export async function launchChromium(
  executable: string,
  flags: string[],
  profile: string,
): Promise<Chromium> {
  const child = spawn(executable, flags, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const cdp = createCdpPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const devtoolsUrl = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`Chromium ended at start (${code ?? signal})`)));
    createInterface({ input: child.stdio[2] as Readable }).on('line', (line) => {
      const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (address) resolve(address);
      else if (process.env.SPACES_STAND_IN_DEBUG) process.stderr.write(`[chromium] ${line}\n`);
    });
  });
  return {
    cdp,
    devtoolsUrl,
    onExit: (listener) => void exited.then(listener),
    async close() {
      cdp.send('Browser.close').catch(() => undefined); // writes the profile out
      const killer = setTimeout(() => child.kill('SIGKILL'), CLOSE_LIMIT_MS);
      await exited;
      clearTimeout(killer);
      await waitForHelpers(profile);
    },
  };
}
