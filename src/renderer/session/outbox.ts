import type { Result } from '#shared/contract/result.ts';
import {
  addPending,
  chooseNext,
  failPending,
  judgeFailure,
  type OutboxQueue,
  retryAllPending,
  settlePending,
} from './outbox-queue.ts';
import type { OutboxStorage } from './outbox-storage.ts';
import type { PendingMessage } from './replica.ts';

/** One strictly ordered way out per room: a single send at a time, kept on disk until stored by the host. */
export interface Outbox {
  add(item: PendingMessage): void;
  /** The host has it: told by the acknowledgement or by the room's own event, whichever came first. */
  settle(clientId: string): void;
  retryAll(): void;
  /** Gives the refused message back and forgets it; those behind it go out. Null when there is none. */
  takeBackFailed(): PendingMessage | null;
  /** Call when the room can be reached (again). */
  flush(): void;
  stop(): void;
}

export interface OutboxOptions {
  roomId: string;
  storage: OutboxStorage;
  isReady: () => boolean;
  send: (item: PendingMessage) => Promise<Result<unknown>>;
  onChange: (queue: OutboxQueue) => void;
  /** Calls later and returns the undo. */
  delay: (callback: () => void, ms: number) => () => void;
}

export function createOutbox({ roomId, storage, isReady, send, onChange, delay }: OutboxOptions): Outbox {
  let queue: OutboxQueue = storage.load(roomId);
  let underWay: string | null = null;
  let undoDelay: (() => void) | null = null;
  let isStopped = false;

  function change(next: OutboxQueue) {
    if (next === queue) return;
    queue = next;
    onChange(queue);
  }

  function settle(clientId: string) {
    storage.drop(roomId, clientId);
    change(settlePending(queue, clientId));
  }

  async function sendNext() {
    const item = chooseNext(queue);
    if (isStopped || underWay !== null || undoDelay !== null || item === null || !isReady()) return;
    underWay = item.clientId;
    const result = await send(item);
    underWay = null;
    if (isStopped) return;
    if (result.ok) {
      settle(item.clientId);
    } else if (queue.some((known) => known.clientId === item.clientId)) {
      const verdict = judgeFailure(result.error);
      if (verdict.kind === 'failed') {
        change(failPending(queue, item.clientId, result.error));
      } else {
        undoDelay = delay(() => {
          undoDelay = null;
          void sendNext();
        }, verdict.afterMs);
      }
    }
    void sendNext();
  }

  if (queue.length > 0) onChange(queue);

  return {
    add(item) {
      storage.keep(roomId, item);
      change(addPending(queue, item));
      void sendNext();
    },
    settle,
    retryAll() {
      change(retryAllPending(queue));
      void sendNext();
    },
    takeBackFailed() {
      const given = queue.find((item) => item.state === 'failed') ?? null;
      if (given !== null) settle(given.clientId);
      void sendNext();
      return given;
    },
    flush() {
      undoDelay?.();
      undoDelay = null;
      void sendNext();
    },
    stop() {
      isStopped = true;
      undoDelay?.();
    },
  };
}
