import type { Attachment } from '#shared/model/file.ts';
import type { Mentions, Message, Thread } from '#shared/model/message.ts';

export interface StoredPoll {
  readonly question: string;
  readonly isMultiple: boolean;
  readonly closedAt: string | null;
  readonly options: readonly { readonly text: string; readonly userIds: readonly string[] }[];
}

export interface StoredReaction {
  readonly emoji: string;
  readonly userIds: readonly string[];
}

/** What hangs on a message, stored as JSON in its row: read with it, and changed only in the serialised write. */
export interface Extras {
  readonly reactions?: readonly StoredReaction[];
  readonly attachments?: readonly Attachment[];
  readonly mentions?: Mentions;
  readonly thread?: Thread;
  readonly poll?: StoredPoll;
  readonly pinned?: { readonly at: string; readonly userId: string };
}

export const NO_EXTRAS: Extras = {};

export function readExtras(json: string): Extras {
  return json === '{}' ? NO_EXTRAS : JSON.parse(json);
}

type Shown = Pick<Message, 'reactions' | 'attachments' | 'mentions' | 'thread' | 'poll' | 'pinned'>;

/** The same as clients see it. */
export function viewExtras(extras: Extras): Shown {
  if (extras === NO_EXTRAS) return { reactions: [], attachments: [] };
  const { reactions, attachments, mentions, thread, poll, pinned } = extras;
  return {
    reactions: (reactions ?? []).map(({ emoji, userIds }) => ({
      emoji,
      count: userIds.length,
      userIds: [...userIds],
    })),
    attachments: [...(attachments ?? [])],
    ...(mentions && { mentions }),
    ...(thread && { thread }),
    ...(pinned && { pinned: { ...pinned } }),
    ...(poll && {
      poll: {
        ...poll,
        options: poll.options.map(({ text, userIds }, id) => ({
          id,
          text,
          count: userIds.length,
          userIds: [...userIds],
        })),
      },
    }),
  };
}
