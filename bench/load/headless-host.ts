import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const HEADLESS = new URL('../../src/main/server/headless.ts', import.meta.url).pathname;

/** A host of its own, without limits on rooms and rates. */
export async function startHeadless({ dataDir, port = 0 }: { dataDir: string; port?: number }) {
  const flags = ['--host', '127.0.0.1', '--port', String(port), '--data', dataDir, '--rate-limits', 'off'];
  const host = spawn(process.execPath, [HEADLESS, ...flags, '--log-level', 'warn'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SPACES_LIMIT_ROOMS_PER_OWNER: '100000' },
  });
  let printed = '';
  for await (const chunk of host.stdout) {
    printed += String(chunk);
    if (printed.includes('\n')) break;
  }
  return { host: host as ChildProcess, url: JSON.parse(printed).http as string };
}

export async function stopHeadless(host: ChildProcess): Promise<void> {
  host.kill('SIGTERM');
  if (host.exitCode === null) await once(host, 'exit');
}

export async function callHost(
  url: string,
  token: string | null,
  method: string,
  path: string,
  body?: object,
) {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer as Record<string, never>;
}
