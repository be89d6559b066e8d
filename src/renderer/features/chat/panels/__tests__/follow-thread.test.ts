import { expect, it } from 'vitest';
import { type Result, succeed } from '#shared/contract/result.ts';
import type { Message } from '#shared/model/message.ts';
import type { SessionActions } from '../../../../session/create-session.ts';
import type { PushListener } from '../../../../session/session-core.ts';
import { followThread, type ThreadState } from '../follow-thread.ts';

const makeMessage = (id: string, seq: number, more: Partial<Message> = {}) =>
  ({ id, seq, threadId: 'root', content: id, ...more }) as Message;

function createBench() {
  const page = Promise.withResolvers<Result<unknown>>();
  const listeners = new Set<PushListener>();
  const session = {
    callHost: () => page.promise,
    onPush(listener: PushListener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Pick<SessionActions, 'callHost' | 'onPush'>;
  let thread: ThreadState = null;
  const stop = followThread({
    ...{ session, rootId: 'root', isOnline: true },
    ref: { hostKey: 'host', roomId: 'room' },
    change: (next) => {
      thread = next(thread);
    },
  });
  return {
    listeners,
    stop,
    answer(replies: readonly Message[]): Promise<unknown> {
      page.resolve(succeed({ root: makeMessage('root', 1), replies, hasMoreAfter: false }));
      return page.promise;
    },
    tell(message: Message): void {
      for (const listener of listeners)
        listener('host', { name: 'room:message-received', payload: { message } });
    },
    readIds: () => (thread !== null && 'root' in thread ? thread.replies.map(({ id }) => id) : thread),
  };
}

it('an answer that comes while a thread is fetched is in it, once', async () => {
  const bench = createBench();
  bench.tell(makeMessage('told', 4));
  bench.tell(makeMessage('both', 3));
  bench.tell(makeMessage('elsewhere', 5, { threadId: null }));
  await bench.answer([makeMessage('fetched', 2), makeMessage('both', 3)]);
  expect(bench.readIds()).toEqual(['fetched', 'both', 'told']);
  bench.tell(makeMessage('later', 6));
  expect(bench.readIds()).toEqual(['fetched', 'both', 'told', 'later']);
});

it('nothing is listened to and nothing changes after the end', async () => {
  const bench = createBench();
  bench.stop();
  await bench.answer([makeMessage('late', 2)]);
  expect(bench.listeners.size).toBe(0);
  expect(bench.readIds()).toBeNull();
});
