import type { Message } from '#shared/model/message.ts';

const viewMessage = (message: Message) => ({
  id: message.id,
  seq: message.seq,
  user_id: message.userId,
  username: message.displayName,
  kind: message.kind,
  content: message.content,
  content_type: message.contentType,
  reply_to: message.replyToId,
  client_id: message.clientId,
  timestamp: message.createdAt,
});

export function writeMessage(message: Message): object {
  return { type: 'message', room_id: message.roomId, message: viewMessage(message) };
}

/** What became of a message: gone, or its words and reactions as they are now. */
export function writeChange(message: Message, rev: number): object {
  const { roomId, id, userId } = message;
  if (message.deletedAt !== null) {
    const place = { room_id: roomId, message_id: id, user_id: userId };
    return { type: 'message_deleted', ...place, timestamp: message.deletedAt, rev };
  }
  const reactions = message.reactions.map(({ emoji, userIds }) => ({ emoji, user_ids: userIds }));
  const changed = { ...viewMessage(message), edited_at: message.editedAt, reactions };
  return { type: 'message_updated', room_id: roomId, message: changed, rev };
}
