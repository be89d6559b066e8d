import { Agent, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Child } from '../load/child-process.ts';

const ROUNDS = 5;
/** Until all requests are waiting. */
const SETTLE_MS = 2_500;

export interface WakeResult {
  readonly p50: number;
  readonly p99: number;
  /** What each waiter adds: to the heap, and to all the memory of the process. */
  readonly heapKb: number;
  readonly rssKb: number;
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

/**
 * Many requests wait in one room; how long does each of them take from the moment a send begins? The commit comes
 * later than that, so what is measured is never less than the time since the commit.
 */
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
  const readMemory = () => host.call('memory', undefined);
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
  const before = await readMemory();
  for (let round = 0; round < ROUNDS; round += 1) {
    const waiting = Array.from({ length: waiters }, () => waitFor(mid));
    await wait(SETTLE_MS);
    const held = await readMemory();
    const sentAt = performance.now();
    ({ mid } = await send());
    const late = (await Promise.all(waiting)).map((at) => at - sentAt).sort((a, b) => a - b);
    const at = (share: number) => late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? 0;
    results.push({
      p50: at(0.5),
      p99: at(0.99),
      heapKb: (held.heapBytes - before.heapBytes) / 1_000 / waiters,
      rssKb: (held.rssBytes - before.rssBytes) / 1_000 / waiters,
    });
  }
  agent.destroy();
  return results;
}
