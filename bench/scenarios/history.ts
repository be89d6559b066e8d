import type { Child } from '../load/child-process.ts';
import { summarise } from '../load/summarise.ts';
import { connectMembers, type System } from './systems.ts';

export interface HistoryResult {
  readonly messages: number;
  readonly openMs: { p50: number; p99: number };
  readonly pageMs: { p50: number; p99: number };
}

const PAGE = 50;

/** Opening a room over its socket, and reading pages at random places over REST. */
export async function measureHistory(options: {
  generator: Child;
  spaces: System;
  sizes: readonly number[];
  repeats: number;
}): Promise<HistoryResult[]> {
  const { generator, spaces, sizes, repeats } = options;
  const rooms: { messages: number; group: string; roomId: string; token: string }[] = [];
  for (const messages of sizes) {
    const group = `history-${messages}`;
    const { roomId, auths } = await connectMembers(generator, spaces, 1, group);
    const { token } = auths[0] as { token: string };
    await generator.call('seed', { group, messages });
    rooms.push({ messages, group, roomId, token });
  }
  const times = rooms.map(() => ({ open: [] as number[], page: [] as number[] }));
  // The rooms take turns, so that the machine's moods hit all of them. The first round only warms up.
  for (let round = 0; round <= repeats; round += 1) {
    for (const [index, { messages, group, roomId, token }] of rooms.entries()) {
      const open = await generator.call('time', {
        group,
        event: 'room:join',
        payload: { roomId },
        repeats: 1,
      });
      const before = 1 + PAGE + Math.floor(Math.random() * (messages - PAGE));
      const page = await timeGet(
        `http://127.0.0.1:${spaces.port}/api/rooms/${roomId}/messages?limit=${PAGE}&before=${before}`,
        token,
      );
      if (round === 0) continue;
      times[index]?.open.push(open.p50);
      times[index]?.page.push(page);
    }
  }
  for (const { group } of rooms) await generator.call('leave', { group });
  return rooms.map(({ messages }, index) => ({
    messages,
    openMs: summarise(times[index]?.open ?? []),
    pageMs: summarise(times[index]?.page ?? []),
  }));
}

async function timeGet(url: string, token: string): Promise<number> {
  const begin = performance.now();
  const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
  const { messages } = (await response.json()) as { messages?: unknown[] };
  if (messages?.length !== PAGE) throw new Error(`${url} answered ${response.status}, not a full page.`);
  return performance.now() - begin;
}
