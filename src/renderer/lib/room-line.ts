import type { Message } from '#shared/model/message.ts';
import type { MemberRoom } from '#shared/model/room.ts';
import { readPlainWords } from './plain-words.ts';
import { text } from './text.ts';

/** The last message in one line, as tiles and lists show it; null when there is none. */
export function describeLastMessage(
  { lastMessage, kind }: Pick<MemberRoom, 'lastMessage' | 'kind'>,
  selfId: string | undefined,
  showName: (userId: string | null, displayName: string) => string = (_, displayName) => displayName,
): string | null {
  if (lastMessage === null) return null;
  // Only where nothing was said yet: what was said stands before what happened.
  if (lastMessage.messageType === 'system') return lastMessage.content;
  const isOwn = selfId !== undefined && lastMessage.userId === selfId;
  const content = describeContent(lastMessage);
  // Between two, a name is only needed for one's own words.
  if (kind === 'direct' && !isOwn) return content;
  const { userId, displayName } = lastMessage;
  return text().lobby.lastLine(isOwn ? text().chat.you : showName(userId, displayName), content);
}

function describeContent(message: Message): string {
  const { messageDeleted, fileSent, voiceSent } = text().lobby;
  if (message.deletedAt !== null) return messageDeleted;
  if (message.messageType === 'file') return fileSent;
  if (message.messageType === 'user_voice') return voiceSent;
  return readPlainWords(message).slice(0, 200).replace(/\s+/g, ' ').trim();
}
