import { type Result, succeed } from '#shared/contract/result.ts';
import type { Message } from '#shared/model/message.ts';

type ListPage = (query: { after?: number; limit: number }) => Promise<Result<readonly Message[]>>;

/** The first message not older than a time: halving the numbers 1, 2, 3 … needs about twenty short questions at most. */
export async function findFirstSince(since: number, list: ListPage): Promise<Result<string | null>> {
  const newest = await list({ limit: 1 });
  if (!newest.ok) return newest;
  const last = newest.data.at(-1);
  if (last === undefined || Date.parse(last.createdAt) < since) return succeed(null);
  let low = 0;
  let high = last.seq;
  let found = last.id;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const page = await list({ after: middle, limit: 1 });
    if (!page.ok) return page;
    const message = page.data[0];
    if (message === undefined || Date.parse(message.createdAt) >= since) {
      high = middle;
      if (message !== undefined) found = message.id;
    } else low = Math.max(middle + 1, message.seq);
  }
  return succeed(found);
}
