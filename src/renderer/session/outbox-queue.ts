import type { Failure } from '#shared/contract/result.ts';
import type { PendingMessage } from './replica.ts';

/** The messages of one room that are not stored yet, in the order they were written. */
export type OutboxQueue = readonly PendingMessage[];

/** What becomes of a message the host did not take. */
export type SendVerdict =
  /** Waits for the connection, then goes out again with the same client id. */
  | { readonly kind: 'later'; readonly afterMs: number }
  /** Only the person can decide: everything behind it waits. */
  | { readonly kind: 'failed' };

const RETRY_AFTER_MS = 1_000;

export function addPending(queue: OutboxQueue, item: PendingMessage): OutboxQueue {
  if (queue.some((known) => known.clientId === item.clientId)) return queue;
  return [...queue, item];
}

/** The one message that may be under way. Null behind a failed one: nothing overtakes it. */
export function chooseNext(queue: OutboxQueue): PendingMessage | null {
  const head = queue[0];
  return head?.state === 'waiting' ? head : null;
}

export function settlePending(queue: OutboxQueue, clientId: string): OutboxQueue {
  const isThere = queue.some((item) => item.clientId === clientId);
  return isThere ? queue.filter((item) => item.clientId !== clientId) : queue;
}

export function failPending(queue: OutboxQueue, clientId: string, error: Failure): OutboxQueue {
  return queue.map((item) => (item.clientId === clientId ? { ...item, state: 'failed', error } : item));
}

export function retryAllPending(queue: OutboxQueue): OutboxQueue {
  return queue.map((item) => (item.state === 'failed' ? { ...item, state: 'waiting', error: null } : item));
}

export function judgeFailure(error: Failure): SendVerdict {
  if (error.code === 'RATE_LIMITED') {
    const asked = Number(error.details?.retryAfterMs);
    return { kind: 'later', afterMs: Number.isFinite(asked) ? asked : RETRY_AFTER_MS };
  }
  // The token is renewed and the room entered again by the connection, which then flushes the outbox.
  const isPassing = ['NOT_REACHABLE', 'UNAUTHENTICATED', 'TOKEN_EXPIRED'].includes(error.code);
  return isPassing ? { kind: 'later', afterMs: RETRY_AFTER_MS } : { kind: 'failed' };
}
