import type { MessageDraft, SystemEvent } from '#shared/model/message.ts';
import type { NewMessage } from '../../storage/message-insert.ts';
import { describePoll, describeSystemEvent, openPoll } from './chat-rules.ts';

/** What a person or program says, as it is stored. */
export function writeMessage(userId: string, roomId: string, draft: MessageDraft): NewMessage {
  return {
    roomId,
    userId,
    type: draft.messageType,
    content: draft.poll ? describePoll(draft.poll) : draft.content,
    contentType: draft.contentType,
    metadata: draft.metadata,
    replyToId: draft.replyToId ?? null,
    threadId: draft.threadId ?? null,
    clientId: draft.clientId ?? null,
    ...(draft.fileIds && { fileIds: draft.fileIds }),
    ...(draft.poll && { poll: openPoll(draft.poll) }),
  };
}

/** What the host itself says: joins, leaves, changes. */
export function writeLine(roomId: string, event: SystemEvent): NewMessage {
  return {
    roomId,
    userId: null,
    type: 'system',
    content: describeSystemEvent(event),
    contentType: 'text/plain',
    metadata: event,
    replyToId: null,
    threadId: null,
    clientId: null,
  };
}
