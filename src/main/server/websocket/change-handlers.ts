import { AppError } from '#shared/contract/errors.ts';
import type { FrameInput, FrameType } from '#shared/contract/websocket.ts';
import type { Actor } from '../domain/actor.ts';
import type { ChatService } from '../domain/chat/chat-service.ts';
import type { MessageService } from '../domain/chat/message-service.ts';
import { assertIn, type Line } from './line.ts';

export interface ChangeServices {
  readonly chat: Pick<ChatService, 'getMessage'>;
  readonly messages: Pick<MessageService, 'editMessage' | 'deleteMessage' | 'react'>;
}

type ChangeType = Extract<FrameType, 'edit_message' | 'delete_message' | 'react'>;

/** What programs do with messages that were sent; the push to the room is the answer. */
export function createChangeHandlers({ chat, messages }: ChangeServices): {
  readonly [T in ChangeType]: (line: Line, actor: Actor, input: FrameInput<T>) => Promise<null>;
} {
  async function requireMessage(
    line: Line,
    actor: Actor,
    { room_id: roomId, message_id: messageId }: { room_id: string; message_id: string },
  ): Promise<string> {
    assertIn(line, roomId);
    if ((await chat.getMessage(actor, messageId)).roomId === roomId) return messageId;
    throw new AppError('MESSAGE_NOT_FOUND', 'There is no such message in this room.');
  }

  return {
    async edit_message(line, actor, input) {
      const { content, content_type: contentType } = input;
      if (content.trim() === '') throw new AppError('VALIDATION_FAILED', 'The message is empty.');
      await messages.editMessage(actor, await requireMessage(line, actor, input), {
        content,
        contentType,
      });
      return null;
    },
    async delete_message(line, actor, input) {
      await messages.deleteMessage(actor, await requireMessage(line, actor, input));
      return null;
    },
    async react(line, actor, input) {
      const { emoji, on: isOn } = input;
      await messages.react(actor, await requireMessage(line, actor, input), { emoji, isOn });
      return null;
    },
  };
}
