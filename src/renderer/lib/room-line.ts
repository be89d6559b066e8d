import type { Message } from '#shared/model/message.ts';
import type { MemberRoom } from '#shared/model/room.ts';
import { text } from './text.ts';

/** The last message in one line, as tiles and lists show it; null when nothing was said. */
export function describeLastMessage({ lastMessage }: Pick<MemberRoom, 'lastMessage'>): string | null {
  if (lastMessage === null || lastMessage.messageType === 'system') return null;
  return text().lobby.lastLine(lastMessage.displayName, describeContent(lastMessage));
}

function describeContent(message: Message): string {
  const { messageDeleted, fileSent, voiceSent } = text().lobby;
  if (message.deletedAt !== null) return messageDeleted;
  if (message.messageType === 'file') return fileSent;
  if (message.messageType === 'user_voice') return voiceSent;
  return message.content.slice(0, 200).replace(/\s+/g, ' ').trim();
}
