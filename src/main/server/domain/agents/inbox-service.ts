import type { InboxMessage, InboxQuery, InboxRepo } from '../../storage/inbox-repo.ts';
import type { Clock } from '../clock.ts';
import { removeInPortions } from '../upkeep/in-portions.ts';

export interface Letter {
  readonly spaceId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly body: string;
  readonly contentType: string;
  readonly ttlHours: number | null;
}

export interface InboxReading extends InboxQuery {
  readonly toId: string;
  /** How long a message lives after it was read; 0: for ever. */
  readonly spaceTtlHours: number;
  readonly waitMs: number;
  readonly signal?: AbortSignal;
}

/** Messages from one program to another: only the owner of an inbox reads it, and reading starts their end. */
export interface InboxService {
  send(letter: Letter): Promise<InboxMessage>;
  /** Marks what it returns as read; waits when there is nothing. */
  read(reading: InboxReading): Promise<InboxMessage[]>;
  listArchived(toId: string): Promise<InboxMessage[]>;
  find(toId: string, mid: string): Promise<InboxMessage | null>;
  /** Of the newest message that listing would give; marks nothing as read. */
  findLastMid(toId: string): Promise<string | null>;
  archive(toId: string, mid: string): Promise<boolean>;
  unarchive(toId: string, mid: string): Promise<boolean>;
  delete(toId: string, mid: string): Promise<boolean>;
  start(): void;
  close(): void;
}

const HOUR = 3_600_000;

export function createInboxService(options: {
  inbox: InboxRepo;
  /** Somebody got a message. */
  onLetter: (toId: string, mid: string) => void;
  clock: Clock;
  cleanupEveryMs: number;
  onError: (error: unknown) => void;
}): InboxService {
  const { inbox, clock } = options;
  const waiting = new Map<string, Set<() => void>>();
  let cancelCleanup: () => void = () => {};
  let isClosed = false;

  function wake(toId: string): void {
    for (const resume of [...(waiting.get(toId) ?? [])]) resume();
  }

  /** Resolves at the next message for this inbox, at the end of the time, or when nobody listens any more. */
  function waitForNext(toId: string, forMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const own = waiting.get(toId) ?? new Set();
      const cancel = clock.after(forMs, resume);
      function resume(): void {
        cancel();
        own.delete(resume);
        if (own.size === 0 && waiting.get(toId) === own) waiting.delete(toId);
        resolve();
      }
      waiting.set(toId, own.add(resume));
      signal?.addEventListener('abort', resume, { once: true });
      if (signal?.aborted || isClosed) resume();
    });
  }

  function scheduleCleanup(): void {
    cancelCleanup = clock.after(options.cleanupEveryMs, () => {
      removeInPortions((most) => inbox.deleteExpired(clock.now(), most))
        .catch(options.onError)
        .finally(scheduleCleanup);
    });
  }

  return {
    send: ({ ttlHours, ...letter }) =>
      inbox.append(
        { ...letter, expiresAt: ttlHours !== null && ttlHours > 0 ? clock.now() + ttlHours * HOUR : null },
        ({ toId, mid }) => {
          wake(toId);
          options.onLetter(toId, mid);
        },
      ),
    async read({ toId, after, isUnreadOnly, spaceTtlHours, waitMs, signal }) {
      const lifeMs = spaceTtlHours === 0 ? null : spaceTtlHours * HOUR;
      const query = { after, isUnreadOnly };
      const endsAt = clock.elapsed() + waitMs;
      for (;;) {
        // The place is taken before the look, so that nothing slips through between the two.
        const left = endsAt - clock.elapsed();
        const abort = new AbortController();
        const next = left > 0 && !isClosed ? waitForNext(toId, left, abort.signal) : null;
        const messages = await inbox.take(toId, query, clock.now(), lifeMs);
        if (messages.length > 0 || !next || signal?.aborted) {
          abort.abort();
          return messages;
        }
        const stop = () => abort.abort();
        signal?.addEventListener('abort', stop, { once: true });
        await next;
        signal?.removeEventListener('abort', stop);
        // A waiting program that went away has read nothing.
        if (signal?.aborted) return [];
      }
    },
    listArchived: (toId) => inbox.listArchived(toId, clock.now()),
    find: (toId, mid) => inbox.find(toId, mid, clock.now()),
    findLastMid: (toId) => inbox.findLastMid(toId, clock.now()),
    archive: (toId, mid) => inbox.archive(toId, mid, clock.now()),
    unarchive: (toId, mid) => inbox.unarchive(toId, mid, clock.now()),
    delete: (toId, mid) => inbox.delete(toId, mid, clock.now()),
    start: scheduleCleanup,
    close() {
      isClosed = true;
      cancelCleanup();
      for (const toId of [...waiting.keys()]) wake(toId);
    },
  };
}
