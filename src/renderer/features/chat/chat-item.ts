import type { Message } from '#shared/model/message.ts';
import type { PendingDraft, PendingMessage } from '../../session/replica.ts';

/** What a bubble shows, whether the host has it already or not. */
export interface ChatItem {
  /** Stays the same when the stored message takes the place of the pending one. */
  readonly key: string;
  readonly userId: string;
  readonly displayName: string;
  readonly isOwn: boolean;
  readonly content: string;
  readonly contentType: string;
  readonly createdAt: string;
  readonly isEdited: boolean;
  readonly isDeleted: boolean;
  readonly delivery: 'stored' | 'waiting' | 'failed';
  /** Null until the host gave one. */
  readonly messageId: string | null;
  /** All of it, once the host has stored it. */
  readonly message: Message | null;
  /** What waits to be sent. */
  readonly draft: PendingDraft | null;
}

export interface Self {
  readonly id: string;
  readonly displayName: string;
}

export function toStoredItem(message: Message, selfId: string | undefined, isDeleting: boolean): ChatItem {
  const isOwn = message.userId !== null && message.userId === selfId;
  return {
    key: isOwn && message.clientId !== null ? `own-${message.clientId}` : message.id,
    userId: message.userId ?? message.displayName,
    displayName: message.displayName,
    isOwn,
    content: message.content,
    contentType: message.contentType,
    createdAt: message.createdAt,
    isEdited: message.editedAt !== null,
    isDeleted: isDeleting || message.deletedAt !== null,
    delivery: 'stored',
    messageId: message.id,
    message,
    draft: null,
  };
}

export function toPendingItem(pending: PendingMessage, self: Self): ChatItem {
  return {
    key: `own-${pending.clientId}`,
    userId: self.id,
    displayName: self.displayName,
    isOwn: true,
    content: pending.draft.content,
    contentType: pending.draft.contentType,
    createdAt: pending.createdAt,
    isEdited: false,
    isDeleted: false,
    delivery: pending.state,
    messageId: null,
    message: null,
    draft: pending.draft,
  };
}
