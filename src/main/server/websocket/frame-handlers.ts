import { AppError } from '#shared/contract/errors.ts';
import type { FrameInput, FrameType } from '#shared/contract/websocket.ts';
import type { MessageDraft } from '#shared/model/message.ts';
import type { Participant } from '#shared/model/room.ts';
import type { Actor } from '../domain/actor.ts';
import type { ChatService } from '../domain/chat/chat-service.ts';
import type { LookUpCode, ProvePassword } from '../domain/limits/guesses.ts';
import type { PresenceService } from '../domain/presence/presence-service.ts';
import type { TypingService } from '../domain/presence/typing-service.ts';
import type { MembershipService } from '../domain/rooms/membership-service.ts';
import type { RoomDirectory } from '../domain/rooms/room-directory.ts';
import type { RoomService } from '../domain/rooms/room-service.ts';
import { type ChangeServices, createChangeHandlers } from './change-handlers.ts';
import type { FanOut } from './fan-out.ts';
import { assertIn, type Line } from './line.ts';
import { createLineSeats } from './line-seats.ts';
import { createRelay, type SignalType } from './relay.ts';

export interface FrameServices extends ChangeServices {
  readonly memberships: Pick<MembershipService, 'joinRoom' | 'leaveRoom'>;
  readonly rooms: Pick<RoomService, 'createRoom'> & Pick<RoomDirectory, 'listRooms'>;
  readonly chat: Pick<ChatService, 'postMessage' | 'getMessage'>;
  readonly presence: Pick<PresenceService, 'isPresent' | 'listPresent'>;
  readonly typing: Pick<TypingService, 'setTyping'>;
}

interface Options {
  services: FrameServices;
  fanOut: FanOut;
  rememberNames: (roomId: string, people: readonly Participant[]) => void;
  listLinesOf: (userId: string) => readonly Line[];
  lookUpCode: LookUpCode;
  provePassword: ProvePassword;
  allowsDirect: boolean;
}

/** Answers with a frame for the sender, or null when the push to the room is the answer. */
export type FrameHandlers = {
  readonly [T in FrameType]: (line: Line, actor: Actor, input: FrameInput<T>) => Promise<object | null>;
};

const listOnline = (participants: readonly Participant[]) =>
  participants.filter(({ isOnline }) => isOnline).map(({ userId }) => userId);

export function createFrameHandlers(options: Options): FrameHandlers {
  const { services } = options;
  const { memberships, rooms, chat, presence, typing } = services;
  const { isPresent } = presence;
  const { join, leave } = createLineSeats({ ...options, memberships, isPresent });

  async function post(line: Line, actor: Actor, roomId: string, draft: Partial<MessageDraft>): Promise<null> {
    assertIn(line, roomId);
    const { content = '' } = draft;
    if (content.trim() === '') throw new AppError('VALIDATION_FAILED', 'The message is empty.');
    await chat.postMessage(actor, roomId, {
      messageType: 'user_text',
      contentType: 'text/plain',
      metadata: {},
      ...draft,
      content,
    });
    return null;
  }

  const relay = (type: SignalType) => createRelay(type, { ...options, isPresent });

  return {
    async 'create-room'(line, actor, { payload }) {
      const { name, maxParticipants, metadata } = payload;
      const made = await rooms.createRoom(actor, {
        name,
        maxParticipants,
        description: metadata?.description ?? '',
        visibility: metadata?.private ? 'private' : 'public',
        life: 'until-empty',
        policy: 'signalling',
      });
      const { room, participants } = await join(line, actor, 'signalling', { place: made.id });
      return {
        type: 'room-created',
        room: {
          id: room.id,
          name: room.name,
          code: room.roomCode,
          createdAt: room.createdAt,
          host: room.hostUserId,
          maxParticipants: room.maxParticipants,
          participants: listOnline(participants),
          metadata: { description: room.description, private: room.visibility === 'private' },
        },
      };
    },
    async 'join-room'(line, actor, { payload }) {
      const { roomId: place, password, displayName } = payload;
      const { room, participants } = await join(line, actor, 'signalling', { place, password, displayName });
      return {
        type: 'room-joined',
        room: { id: room.id, name: room.name, code: room.roomCode, participants: listOnline(participants) },
      };
    },
    async 'leave-room'(line, actor, { payload }) {
      await leave(line, actor, payload.roomId);
      return { type: 'room-left', roomId: payload.roomId };
    },
    async 'list-rooms'(_line, actor) {
      const found = await rooms.listRooms(actor, { scope: 'all', limit: 200 });
      return {
        type: 'rooms-list',
        rooms: found.rooms.map(({ id, name, participantCount }) => ({ id, name, participantCount })),
      };
    },
    offer: relay('offer'),
    answer: relay('answer'),
    'ice-candidate': relay('ice-candidate'),
    chat: (line, actor, { roomId, payload }) => post(line, actor, roomId, { content: payload }),

    async join_room(line, actor, { room_id: place, password, display_name: displayName }) {
      const { room, participants, self } = await join(line, actor, 'chat', { place, password, displayName });
      return {
        type: 'user_joined',
        room_id: room.id,
        username: self.displayName,
        user_id: actor.userId,
        name: room.name,
        users: participants.filter(({ isOnline }) => isOnline).map((person) => person.displayName),
      };
    },
    async leave_room(line, actor, { room_id: roomId }) {
      await leave(line, actor, roomId);
      return { type: 'user_left', room_id: roomId, user_id: actor.userId };
    },
    send_message: (line, actor, input) =>
      post(line, actor, input.room_id, {
        content: input.content,
        contentType: input.content_type,
        replyToId: input.reply_to ?? null,
        ...(input.client_id !== undefined && { clientId: input.client_id }),
      }),
    ...createChangeHandlers(services),
    async typing_start(line, actor, { room_id: roomId }) {
      assertIn(line, roomId);
      typing.setTyping(roomId, actor.userId, true);
      return null;
    },
    async typing_stop(line, actor, { room_id: roomId }) {
      assertIn(line, roomId);
      if (isPresent(roomId, actor.userId)) typing.setTyping(roomId, actor.userId, false);
      return null;
    },
  };
}
