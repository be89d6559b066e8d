import type { Message } from '#shared/model/message.ts';
import type { Clock } from '../clock.ts';
import type { DomainEvent } from '../events.ts';

export interface WaitRequest {
  readonly roomId: string;
  /** Whose lost seat ends the wait; null where who was removed meanwhile is still answered. */
  readonly userId: string | null;
  readonly after: string | null;
  readonly limit: number;
  readonly forMs: number;
  /** Ends the wait early with what there is: nothing. */
  readonly signal?: AbortSignal;
}

/** Requests that wait for a room's next message. They cost a place in a list: no timer each, no polling. */
export interface MessageWaiters {
  wait(request: WaitRequest): Promise<readonly Message[]>;
  handleEvent(event: DomainEvent): void;
  countWaiting(): number;
  /** Answers everybody with nothing. */
  close(): void;
}

interface Waiter {
  readonly request: WaitRequest;
  readonly settle: (messages: readonly Message[]) => void;
  readonly bucket: number;
}

interface Options {
  readAfter: (roomId: string, after: string | null, limit: number) => Promise<Message[]>;
  onError: (error: unknown) => void;
  clock: Clock;
}

/** Ends that fall into the same slice of time share a timer. */
const SLICE_MS = 25;
const NOTHING: readonly Message[] = [];

export function createMessageWaiters({ readAfter, onError, clock }: Options): MessageWaiters {
  const rooms = new Map<string, Set<Waiter>>();
  const buckets = new Map<number, Set<Waiter>>();
  let touched = new Set<string>();
  let timer: { at: number; cancel: () => void } | null = null;
  let isClosed = false;

  function remove(waiter: Waiter): void {
    const { roomId } = waiter.request;
    const waiting = rooms.get(roomId);
    if (waiting?.delete(waiter) && waiting.size === 0) rooms.delete(roomId);
    const ending = buckets.get(waiter.bucket);
    if (ending?.delete(waiter) && ending.size === 0) buckets.delete(waiter.bucket);
  }

  function finish(waiter: Waiter, messages: readonly Message[]): void {
    remove(waiter);
    waiter.settle(messages);
  }

  function schedule(at: number): void {
    if (timer && timer.at <= at) return;
    timer?.cancel();
    timer = { at, cancel: clock.after(Math.max(0, at - clock.elapsed()), endDue) };
  }

  function endDue(): void {
    timer = null;
    const now = clock.elapsed();
    let next = Number.POSITIVE_INFINITY;
    for (const [at, ending] of buckets) {
      if (at <= now) for (const waiter of [...ending]) finish(waiter, NOTHING);
      else next = Math.min(next, at);
    }
    if (next !== Number.POSITIVE_INFINITY) schedule(next);
  }

  /** Those who ask for the same get the same list: it is read, and can be encoded, once. */
  async function wake(roomId: string): Promise<void> {
    const groups = new Map<string, Waiter[]>();
    for (const waiter of rooms.get(roomId) ?? []) {
      const key = `${waiter.request.limit} ${waiter.request.after ?? ''}`;
      const group = groups.get(key);
      if (group) group.push(waiter);
      else groups.set(key, [waiter]);
    }
    for (const group of groups.values()) {
      const [first] = group;
      if (!first) continue;
      const messages = await readAfter(roomId, first.request.after, first.request.limit);
      if (messages.length > 0) for (const waiter of group) finish(waiter, messages);
    }
  }

  function wakeTouched(): void {
    const roomIds = touched;
    touched = new Set();
    for (const roomId of roomIds) wake(roomId).catch(onError);
  }

  return {
    async wait(request) {
      const at = Math.ceil((clock.elapsed() + request.forMs) / SLICE_MS) * SLICE_MS;
      const waited = new Promise<readonly Message[]>((resolve) => {
        const waiter: Waiter = { request, settle: resolve, bucket: at };
        if (isClosed || request.signal?.aborted) return resolve(NOTHING);
        const waiting = rooms.get(request.roomId) ?? new Set();
        rooms.set(request.roomId, waiting.add(waiter));
        const ending = buckets.get(at) ?? new Set();
        buckets.set(at, ending.add(waiter));
        schedule(at);
        request.signal?.addEventListener('abort', () => finish(waiter, NOTHING), { once: true });
        // Looked for after the place is taken: what is committed in between wakes it.
        readAfter(request.roomId, request.after, request.limit).then((messages) => {
          if (messages.length > 0) finish(waiter, messages);
        }, onError);
      });
      return waited;
    },
    handleEvent(event) {
      if (event.name === 'room:participant-left' && event.payload.reason !== 'offline') {
        const { roomId, userId } = event.payload;
        for (const waiter of [...(rooms.get(roomId) ?? [])]) {
          if (waiter.request.userId === userId) finish(waiter, NOTHING);
        }
        return;
      }
      if (event.name !== 'room:message-received' || event.payload.message.messageType === 'system') return;
      const { roomId } = event.payload.message;
      if (!rooms.has(roomId)) return;
      // One look for all messages of a commit.
      if (touched.size === 0) setImmediate(wakeTouched);
      touched.add(roomId);
    },
    countWaiting: () => [...rooms.values()].reduce((sum, waiting) => sum + waiting.size, 0),
    close() {
      isClosed = true;
      timer?.cancel();
      for (const ending of [...buckets.values()]) {
        for (const waiter of [...ending]) finish(waiter, NOTHING);
      }
    },
  };
}
