import { useMemo } from 'react';
import { createMentionFinder } from '#shared/model/mentions.ts';
import type { Message } from '#shared/model/message.ts';
import { laterText } from '../../lib/later-text.ts';
import { mayInRoom } from '../../lib/may-in-room.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useNameIn, usePeople } from '../../session/use-names.ts';
import { useHost, useRoom, useSessionActions } from '../../session/use-session.ts';
import { showToast } from '../../ui/toast-store.ts';
import type { Chat } from './chat-context.ts';
import type { MentionReader } from './markdown/MessageText.tsx';
import { tellFailure } from './messages/tell-failure.ts';

type Openers = Pick<
  Chat,
  'reply' | 'edit' | 'openMenu' | 'openPicker' | 'openPanel' | 'openDialog' | 'openPerson'
>;

/** What the messages of a conversation share. `openers` must stay the same object. */
export function useChatValue(roomRef: RoomRef, threadId: string | null, openers: Openers): Chat {
  const session = useSessionActions();
  const selfId = useHost(roomRef.hostKey, (host) => host?.self?.id);
  const role = useRoom(roomRef, (room) => room?.room.role);
  const kind = useRoom(roomRef, (room) => room?.room.kind ?? 'room');
  const participants = usePeople(roomRef);
  const showName = useNameIn(roomRef);
  return useMemo(() => {
    const names = new Map(participants.map(({ userId, displayName }) => [userId, displayName]));
    return {
      ...openers,
      roomRef,
      selfId,
      may: (action) => role !== undefined && mayInRoom({ kind, role }, action),
      participants,
      threadId,
      nameOf: (userId) => names.get(userId) ?? text().chat.somebody,
      showName,
      findQuote(messageId) {
        const message = messageId === null ? null : session.findMessage(roomRef, messageId);
        return message && toQuote(message);
      },
      async react(message, emoji) {
        const mine = message.reactions.find((reaction) => reaction.emoji === emoji)?.userIds ?? [];
        const isOn = selfId === undefined || !mine.includes(selfId);
        tellFailure(await session.react(roomRef, message.id, emoji, isOn));
      },
      async showMessage(messageId) {
        const shown = await session.showMessage(roomRef, messageId);
        if (!shown.ok && shown.error.code === 'MESSAGE_NOT_FOUND') showToast(laterText().actions.gone);
        else tellFailure(shown);
      },
    };
  }, [openers, roomRef, selfId, role, kind, participants, showName, threadId, session]);
}

export function toQuote({ id, userId, displayName, messageType, content, deletedAt }: Message) {
  return {
    id,
    userId,
    displayName,
    messageType,
    content: content.slice(0, 200),
    isDeleted: deletedAt !== null,
  };
}

/** Finds the people of the room in what was written. */
export function useMentionReader(roomRef: RoomRef): MentionReader {
  const selfId = useHost(roomRef.hostKey, (host) => host?.self?.id);
  const participants = usePeople(roomRef);
  return useMemo(() => ({ find: createMentionFinder(participants), selfId }), [participants, selfId]);
}
