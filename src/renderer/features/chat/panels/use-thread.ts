import { useEffect, useState } from 'react';
import type { Failure } from '#shared/contract/result.ts';
import type { Message } from '#shared/model/message.ts';
import type { RoomRef } from '../../../session/replica.ts';
import { useHost, useSessionActions } from '../../../session/use-session.ts';

export interface Thread {
  readonly root: Message;
  readonly replies: readonly Message[];
}

const PAGE = 200;

/** Adds or replaces one message of a thread; any other message changes nothing. */
export function receiveIntoThread(thread: Thread, message: Message): Thread {
  if (message.id === thread.root.id) return { ...thread, root: message };
  if (message.threadId !== thread.root.id) return thread;
  const isKnown = thread.replies.some(({ id }) => id === message.id);
  const replies = isKnown
    ? thread.replies.map((known) => (known.id === message.id ? message : known))
    : [...thread.replies, message].sort((a, b) => a.seq - b.seq);
  return { ...thread, replies };
}

/** A thread with its answers, followed while it is open and asked for anew after a break. */
export function useThread({ hostKey, roomId }: RoomRef, rootId: string): Thread | Failure | null {
  const { callHost, onPush } = useSessionActions();
  const isOnline = useHost(hostKey, (host) => host?.connection.phase === 'online');
  const [thread, setThread] = useState<Thread | Failure | null>(null);

  useEffect(() => {
    let isMounted = true;
    const load = async () => {
      const replies: Message[] = [];
      for (;;) {
        const after = replies.at(-1)?.seq ?? 0;
        const page = await callHost(hostKey, {
          name: 'getThread',
          params: { roomId, messageId: rootId },
          query: { after, limit: PAGE },
        });
        if (!isMounted) return;
        // What was shown before a break stays until there is something newer.
        if (!page.ok) return setThread((known) => known ?? page.error);
        replies.push(...page.data.replies);
        if (!page.data.hasMoreAfter || page.data.replies.length === 0) {
          return setThread({ root: page.data.root, replies });
        }
      }
    };
    if (isOnline) void load();
    const undo = onPush((from, push) => {
      if (from !== hostKey) return;
      if (push.name !== 'room:message-received' && push.name !== 'room:message-updated') return;
      const { message } = push.payload;
      setThread((known) => (known !== null && 'root' in known ? receiveIntoThread(known, message) : known));
    });
    return () => {
      isMounted = false;
      undo();
    };
  }, [callHost, onPush, hostKey, roomId, rootId, isOnline]);
  return thread;
}
