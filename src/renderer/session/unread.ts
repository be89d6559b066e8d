import type { Message } from '#shared/model/message.ts';
import type { RoomReplica } from './replica.ts';
import { isAtNewest } from './timeline.ts';

/** Own messages are never unread, and what the host says about comings and goings is no message. */
export function countsAsUnread(message: Message, selfId: string | undefined): boolean {
  return message.messageType !== 'system' && message.userId !== selfId && message.deletedAt === null;
}

/** Being online is what hearing of it means, so that @here is for whoever hears. */
export function mentionsPerson(message: Message, selfId: string | undefined): boolean {
  const { mentions } = message;
  if (mentions === undefined || message.userId === selfId || selfId === undefined) return false;
  return mentions.all || mentions.here || mentions.userIds.includes(selfId);
}

/** Exact when the replica reaches from the cursor to the newest message; null when only the host knows. */
export function countUnreadAfter(room: RoomReplica, lastReadId: string, selfId: string): number | null {
  const { timeline } = room;
  if (timeline === null || !isAtNewest(timeline)) return null;
  const first = timeline.messages[0];
  if (first !== undefined && first.id > lastReadId && timeline.hasMoreBefore) return null;
  return timeline.messages.filter((message) => message.id > lastReadId && countsAsUnread(message, selfId))
    .length;
}
