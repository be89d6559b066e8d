import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import { findFreePort } from './find-free-port.ts';
import { childEnvironment, PROJECT } from './project.ts';

const ReadyLine = z.object({ event: z.literal('listening'), http: z.string() });

const WANTED_PORT = 7420;

export interface HeadlessHost {
  readonly process: ChildProcess;
  readonly url: string;
}

/** Starts the room server for this machine only and waits for its ready line. */
export async function startHeadlessHost(): Promise<HeadlessHost> {
  const port = await findFreePort(WANTED_PORT);
  const child = spawn(
    process.execPath,
    [
      join(PROJECT, 'src/main/server/headless.ts'),
      ...['--host', '127.0.0.1', '--port', String(port)],
      ...process.argv.slice(2),
    ],
    // Whoever starts the app reads sentences; the log of a host is for those who run one.
    {
      cwd: PROJECT,
      env: childEnvironment({ SPACES_LOG_LEVEL: process.env.SPACES_LOG_LEVEL ?? 'warn' }),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`The host stopped with code ${code} before it was ready.`)),
    );
    createInterface({ input: child.stdout }).on('line', (line) => {
      try {
        settle({ process: child, url: ReadyLine.parse(JSON.parse(line)).http });
      } catch {
        // Not the ready line.
      }
    });
  });
}
