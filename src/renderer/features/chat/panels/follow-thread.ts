import type { Failure } from '#shared/contract/result.ts';
import type { Message } from '#shared/model/message.ts';
import type { SessionActions } from '../../../session/create-session.ts';
import type { RoomRef } from '../../../session/replica.ts';

export interface Thread {
  readonly root: Message;
  readonly replies: readonly Message[];
}

export type ThreadState = Thread | Failure | null;

interface FollowOptions {
  session: Pick<SessionActions, 'callHost' | 'onPush'>;
  ref: RoomRef;
  rootId: string;
  /** Without a line to the host only what was there already is kept. */
  isOnline: boolean;
  change: (next: (known: ThreadState) => ThreadState) => void;
}

const PAGE = 200;

/** Adds or replaces one message of a thread; any other message changes nothing. */
function receiveIntoThread(thread: Thread, message: Message): Thread {
  if (message.id === thread.root.id) return { ...thread, root: message };
  if (message.threadId !== thread.root.id) return thread;
  const isKnown = thread.replies.some(({ id }) => id === message.id);
  const replies = isKnown
    ? thread.replies.map((known) => (known.id === message.id ? message : known))
    : [...thread.replies, message].sort((a, b) => a.seq - b.seq);
  return { ...thread, replies };
}

/** Fetches a thread with all its answers and keeps it up to date; returns the undo. */
export function followThread({ session, ref, rootId, isOnline, change }: FollowOptions): () => void {
  const { hostKey, roomId } = ref;
  let isFollowed = true;
  let isLoading = isOnline;
  /** Told while the pages were on their way: they may have been written before it. */
  const meanwhile: Message[] = [];

  async function load(): Promise<void> {
    const replies: Message[] = [];
    for (;;) {
      const after = replies.at(-1)?.seq ?? 0;
      const page = await session.callHost(hostKey, {
        name: 'getThread',
        params: { roomId, messageId: rootId },
        query: { after, limit: PAGE },
      });
      if (!isFollowed) return;
      if (page.ok) replies.push(...page.data.replies);
      if (page.ok && page.data.hasMoreAfter && page.data.replies.length > 0) continue;
      isLoading = false;
      // What was shown before a break stays until there is something newer.
      if (!page.ok) return change((known) => known ?? page.error);
      const { root } = page.data;
      return change(() => meanwhile.reduce(receiveIntoThread, { root, replies }));
    }
  }

  if (isOnline) void load();
  const undo = session.onPush((from, push) => {
    if (from !== hostKey) return;
    if (push.name !== 'room:message-received' && push.name !== 'room:message-updated') return;
    const { message } = push.payload;
    if (isLoading) meanwhile.push(message);
    change((known) => (known !== null && 'root' in known ? receiveIntoThread(known, message) : known));
  });
  return () => {
    isFollowed = false;
    undo();
  };
}
