import type { Message } from '#shared/model/message.ts';
import type { PendingMessage } from '../../session/replica.ts';
import { type ChatItem, type Self, toPendingItem, toStoredItem } from './chat-item.ts';
import { canFold } from './system-events.ts';

interface RowBase {
  readonly key: string;
  /** The day this row begins, when it is the first of its day. */
  readonly day: string | null;
  /** Draws the "New" line above. */
  readonly isFirstUnread: boolean;
  /** The newest message shown by this row: what has been read when it was seen. */
  readonly lastMessageId: string | null;
}

export interface MessageRow extends RowBase {
  readonly kind: 'message';
  readonly item: ChatItem;
  readonly startsGroup: boolean;
  readonly endsGroup: boolean;
}

/** Consecutive comings and goings fold into one line. */
export interface SystemRow extends RowBase {
  readonly kind: 'system';
  readonly messages: readonly Message[];
}

/** Consecutive answers in one thread fold into one line that leads there. */
export interface ThreadRow extends RowBase {
  readonly kind: 'thread';
  readonly rootId: string;
  readonly messages: readonly Message[];
}

export type ChatRow = MessageRow | SystemRow | ThreadRow;

export interface RowSource {
  readonly messages: readonly Message[];
  readonly pending: readonly PendingMessage[];
  readonly self: Self | null;
  /** The last message read when the room was opened; the line goes behind it. Null: no line. */
  readonly newAfterId: string | null;
  /** There are older messages than these: the line may belong among them. */
  readonly hasMoreBefore?: boolean;
  /** Deleted here, not yet on the host. */
  readonly deleting?: readonly string[];
  /** True in the thread itself, where its answers are messages like others. */
  readonly isThread?: boolean;
}

const GROUP_WITHIN_MS = 5 * 60_000;

/** Whether a message is shown by this row. */
export function hasMessage(row: ChatRow, messageId: string): boolean {
  if (row.kind === 'message') return row.item.messageId === messageId;
  return row.messages.some(({ id }) => id === messageId);
}

/** The calendar day in the person's own time zone. */
export function toDay(iso: string): string {
  const date = new Date(iso);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

function belongsTogether(a: ChatItem, b: ChatItem): boolean {
  const apart = Math.abs(Date.parse(b.createdAt) - Date.parse(a.createdAt));
  return a.userId === b.userId && a.isOwn === b.isOwn && apart < GROUP_WITHIN_MS;
}

function isUnreadFor(message: Message, selfId: string | undefined): boolean {
  return message.messageType !== 'system' && message.userId !== selfId;
}

/** Messages as they are drawn: days, groups, folded system lines, the "New" line, and what is not stored yet. */
export function buildRows({ messages, pending, self, newAfterId, ...rest }: RowSource): readonly ChatRow[] {
  const { deleting = [], isThread = false, hasMoreBefore = false } = rest;
  const rows: ChatRow[] = [];
  let day = '';
  const isLineEarlier = hasMoreBefore && newAfterId !== null && (messages[0]?.id ?? '') > newAfterId;
  let hasNewLine = newAfterId === null || isLineEarlier;

  const startDay = (createdAt: string) => {
    const next = toDay(createdAt);
    if (next === day) return null;
    day = next;
    return createdAt;
  };

  const addItem = (item: ChatItem, isFirstUnread: boolean) => {
    const begins = startDay(item.createdAt);
    const previous = rows.at(-1);
    const continues =
      previous?.kind === 'message' &&
      begins === null &&
      !isFirstUnread &&
      belongsTogether(previous.item, item);
    if (continues) rows[rows.length - 1] = { ...previous, endsGroup: false };
    rows.push({
      kind: 'message',
      key: item.key,
      day: begins,
      isFirstUnread,
      lastMessageId: item.messageId,
      item,
      startsGroup: !continues,
      endsGroup: true,
    });
  };

  const addThreadReply = (message: Message, rootId: string, isFirstUnread: boolean) => {
    const begins = startDay(message.createdAt);
    const previous = rows.at(-1);
    const continues = begins === null && !isFirstUnread && previous?.kind === 'thread';
    if (continues && previous.rootId === rootId) {
      const folded = [...previous.messages, message];
      rows[rows.length - 1] = { ...previous, messages: folded, lastMessageId: message.id };
      return;
    }
    rows.push({
      ...{ kind: 'thread', key: message.id, day: begins, isFirstUnread },
      ...{ lastMessageId: message.id, rootId, messages: [message] },
    });
  };

  for (const message of messages) {
    const isFirstUnread =
      !hasNewLine && newAfterId !== null && message.id > newAfterId && isUnreadFor(message, self?.id);
    if (isFirstUnread) hasNewLine = true;
    if (message.messageType !== 'system' && message.threadId !== null && !isThread) {
      addThreadReply(message, message.threadId, isFirstUnread);
      continue;
    }
    if (message.messageType !== 'system') {
      addItem(toStoredItem(message, self?.id, deleting.includes(message.id)), isFirstUnread);
      continue;
    }
    const begins = startDay(message.createdAt);
    const previous = rows.at(-1);
    if (previous?.kind === 'system' && begins === null && canFold(previous.messages, message)) {
      const folded = [...previous.messages, message];
      rows[rows.length - 1] = { ...previous, messages: folded, lastMessageId: message.id };
      continue;
    }
    rows.push({
      kind: 'system',
      key: message.id,
      day: begins,
      isFirstUnread: false,
      lastMessageId: message.id,
      messages: [message],
    });
  }
  if (self !== null) for (const waiting of pending) addItem(toPendingItem(waiting, self), false);
  return rows;
}
