import type { Message } from '#shared/model/message.ts';

/** What ↑ edits: the last text this person wrote here, in the room itself or in one thread of it. */
export function findLastOwn(
  messages: readonly Message[],
  selfId: string | undefined,
  threadId: string | null,
): Message | null {
  const isEditable = (message: Message) =>
    message.userId === selfId &&
    message.messageType === 'user_text' &&
    message.poll === undefined &&
    message.deletedAt === null &&
    message.threadId === threadId;
  return selfId === undefined ? null : (messages.findLast(isEditable) ?? null);
}
