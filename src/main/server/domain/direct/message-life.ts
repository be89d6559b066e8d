import type { Changed, MessageRepo } from '../../storage/message-repo.ts';
import { publishChanged } from '../chat/message-service.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';

export interface MessageLife {
  start(): Promise<void>;
  /** Somebody read a message that goes then. */
  expect(at: number): void;
  stop(): void;
}

interface Options {
  messages: MessageRepo;
  publish: Publish;
  onFilesGone: () => void;
  onError: (error: unknown) => void;
  clock: Clock;
}

const PORTION = 50;

/** Lets read messages of direct conversations go at their time: with one timer, for the next of them. */
export function createMessageLife({ messages, publish, clock, ...options }: Options): MessageLife {
  let timer: { at: number; cancel: () => void } | null = null;
  let isStopped = false;

  function tell(gone: readonly Changed[]): void {
    for (const changed of gone) publishChanged(publish, changed);
    if (gone.some(({ removedFileIds }) => removedFileIds.length > 0)) options.onFilesGone();
  }

  async function endDue(): Promise<void> {
    timer = null;
    while (!isStopped) {
      const gone = await messages.deleteExpired(clock.now(), PORTION, tell);
      if (gone.length < PORTION) break;
    }
    await lookAhead();
  }

  function expect(at: number): void {
    if (isStopped || (timer && timer.at <= at)) return;
    timer?.cancel();
    const cancel = clock.after(Math.max(0, at - clock.now()), () => void endDue().catch(options.onError));
    timer = { at, cancel };
  }

  async function lookAhead(): Promise<void> {
    const next = await messages.findNextExpiry();
    if (next !== null) expect(next);
  }

  return {
    start: endDue,
    expect,
    stop() {
      isStopped = true;
      timer?.cancel();
    },
  };
}
