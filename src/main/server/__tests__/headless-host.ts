import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onCleanUp } from './test-host.ts';

const HEADLESS = join(import.meta.dirname, '../headless.ts');

/** A host in a process of its own, which a test may kill. */
export async function startHeadless(dataDir: string): Promise<{ host: ChildProcess; url: string }> {
  const host = spawn(
    process.execPath,
    [HEADLESS, '--host', '127.0.0.1', '--port', '0', '--data', dataDir, '--rate-limits', 'off'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  onCleanUp(async () => {
    if (host.exitCode !== null || host.signalCode !== null) return;
    host.kill('SIGKILL');
    await once(host, 'exit');
  });
  let printed = '';
  for await (const chunk of host.stdout ?? []) {
    printed += String(chunk);
    if (printed.includes('\n')) break;
  }
  return { host, url: JSON.parse(printed).http };
}
