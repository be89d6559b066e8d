import { Agent, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Child } from '../load/child-process.ts';

const ROUNDS = 5;
/** Until all requests are waiting. */
const SETTLE_MS = 2_500;

export interface WakeResult {
  readonly p50: number;
  readonly p99: number;
  readonly heapKb: number;
}

async function post(
  url: string,
  headers: Record<string, string>,
  body: object,
): Promise<Record<string, string>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, string>;
}

/** Many requests wait in one room; how long after the answer to a send has each of them its own? */
export async function measureWake(options: {
  host: Child;
  url: string;
  waiters: number;
}): Promise<WakeResult[]> {
  const { host, url, waiters } = options;
  const { roomId, auths } = await host.call('prepare', { members: 1 });
  const Authorization = `Bearer ${(auths[0] as { token: string }).token}`;
  const agents = `${url}/api/rooms/${roomId}/agents`;
  const { namespace: ns, secret = '' } = await post(agents, { Authorization }, { name: 'Bench' });
  const messages = `${url}/${ns}/rooms/${roomId}/messages`;
  const send = () => post(messages, { 'X-Inbox-Secret': secret }, { body: 'wake up' });
  const readHeap = async () => (await host.call('memory', undefined)).heapBytes / 1_000;
  const agent = new Agent({ keepAlive: true, maxSockets: waiters });

  function waitFor(after = ''): Promise<number> {
    return new Promise((resolve, reject) => {
      get(
        `${messages}?wait=55&after=${after}`,
        { agent, headers: { 'X-Inbox-Secret': secret } },
        (response) => {
          response.resume();
          response.on('end', () => resolve(performance.now()));
        },
      ).on('error', reject);
    });
  }

  const results: WakeResult[] = [];
  let { mid } = await send();
  const before = await readHeap();
  for (let round = 0; round < ROUNDS; round += 1) {
    const waiting = Array.from({ length: waiters }, () => waitFor(mid));
    await wait(SETTLE_MS);
    const held = await readHeap();
    ({ mid } = await send());
    const committedAt = performance.now();
    const late = (await Promise.all(waiting)).map((at) => at - committedAt).sort((a, b) => a - b);
    const at = (share: number) => late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? 0;
    results.push({ p50: at(0.5), p99: at(0.99), heapKb: (held - before) / waiters });
  }
  agent.destroy();
  return results;
}
