import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onCleanUp } from './test-host.ts';

const HEADLESS = join(import.meta.dirname, '../headless.ts');

/** A host in a process of its own, which a test may kill. */
export async function startHeadless(
  dataDir: string,
  settings: readonly string[] = [],
): Promise<{ host: ChildProcess; url: string; ready: Record<string, unknown>; readLog: () => string }> {
  const host = spawn(
    process.execPath,
    [HEADLESS, '--host', '127.0.0.1', '--port', '0', '--data', dataDir, '--rate-limits', 'off', ...settings],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  onCleanUp(async () => {
    if (host.exitCode !== null || host.signalCode !== null) return;
    host.kill('SIGKILL');
    await once(host, 'exit');
  });
  let log = '';
  host.stderr.on('data', (chunk: Buffer) => {
    log += String(chunk);
  });
  let printed = '';
  for await (const chunk of host.stdout) {
    printed += String(chunk);
    if (printed.includes('\n')) break;
  }
  const ready = JSON.parse(printed);
  return { host, url: ready.http, ready, readLog: () => log };
}
