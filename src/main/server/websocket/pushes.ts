import type { DomainEvent } from '../domain/events.ts';
import type { FanOut } from './fan-out.ts';
import type { Line } from './line.ts';
import { writeChange, writeMessage } from './message-frames.ts';
import { encodeFrame } from './text-frame.ts';

interface Options {
  fanOut: FanOut;
  listLinesOf: (userId: string) => readonly Line[];
  listPresent: (roomId: string) => string[];
}

/** Tells lines what happened, each in its own family's words. */
export interface Pushes {
  handleEvent(event: DomainEvent): void;
  /** Names for the lines that know people by name. */
  rememberNames(roomId: string, people: readonly { userId: string; displayName: string }[]): void;
}

export function createPushes({ fanOut, listLinesOf, listPresent }: Options): Pushes {
  const names = new Map<string, Map<string, string>>();
  const nameOf = (roomId: string, userId: string) => names.get(roomId)?.get(userId) ?? userId;

  function rememberName(roomId: string, userId: string, displayName: string): void {
    if (!fanOut.hasAudience(roomId)) return;
    const known = names.get(roomId) ?? new Map<string, string>();
    names.set(roomId, known.set(userId, displayName));
  }

  function tellPresence(roomId: string, userId: string, status: string): void {
    fanOut.publish(roomId, 'chat', () => ({
      type: 'presence_update',
      user_id: userId,
      username: nameOf(roomId, userId),
      status,
      current_room: status === 'offline' ? null : roomId,
    }));
  }

  function removeLines(roomId: string, userId: string): void {
    for (const line of listLinesOf(userId)) fanOut.remove(line, roomId);
    if (!fanOut.hasAudience(roomId)) names.delete(roomId);
  }

  function handleLeft(roomId: string, userId: string, reason: string): void {
    const memberLeft = () => ({
      type: 'member-left',
      roomId,
      memberId: userId,
      participants: listPresent(roomId),
    });
    fanOut.publish(roomId, 'signalling', memberLeft, userId);
    const username = nameOf(roomId, userId);
    fanOut.publish(
      roomId,
      'chat',
      () => ({ type: 'user_left', room_id: roomId, username, user_id: userId }),
      userId,
    );
    if (reason === 'offline') tellPresence(roomId, userId, 'offline');
    else removeLines(roomId, userId);
    names.get(roomId)?.delete(userId);
  }

  function handleDeleted(roomId: string): void {
    fanOut.publish(roomId, 'signalling', () => ({ type: 'room-deleted', roomId }));
    fanOut.publish(roomId, 'chat', () => ({ type: 'room_deleted', room_id: roomId }));
    for (const family of ['signalling', 'chat'] as const) {
      for (const line of fanOut.listLines(roomId, family)) fanOut.remove(line, roomId);
    }
    names.delete(roomId);
  }

  return {
    rememberNames(roomId, people) {
      for (const { userId, displayName } of people) rememberName(roomId, userId, displayName);
    },
    handleEvent(event) {
      switch (event.name) {
        case 'room:message-received': {
          const { message } = event.payload;
          if (message.messageType === 'system') return;
          const { roomId } = message;
          fanOut.publish(roomId, 'signalling', () => ({
            type: 'chat',
            roomId,
            from: message.userId,
            payload: message.content,
          }));
          fanOut.publish(roomId, 'chat', () => writeMessage(message));
          return;
        }
        case 'room:message-updated': {
          const { message, rev } = event.payload;
          if (message.messageType === 'system') return;
          fanOut.publish(message.roomId, 'chat', () => writeChange(message, rev));
          return;
        }
        case 'room:participant-joined': {
          const { roomId, participant } = event.payload;
          const { userId, displayName } = participant;
          rememberName(roomId, userId, displayName);
          const memberJoined = () => ({
            type: 'member-joined',
            roomId,
            memberId: userId,
            participants: listPresent(roomId),
          });
          fanOut.publish(roomId, 'signalling', memberJoined, userId);
          const joined = { type: 'user_joined', room_id: roomId, username: displayName, user_id: userId };
          fanOut.publish(roomId, 'chat', () => joined, userId);
          if (participant.isOnline) tellPresence(roomId, userId, participant.status);
          return;
        }
        case 'room:participant-left':
          return handleLeft(event.payload.roomId, event.payload.userId, event.payload.reason);
        case 'room:participant-updated': {
          const { roomId, participant } = event.payload;
          rememberName(roomId, participant.userId, participant.displayName);
          tellPresence(roomId, participant.userId, participant.status);
          return;
        }
        case 'room:typing-updated': {
          const { roomId, userIds } = event.payload;
          const users = userIds.map((userId) => nameOf(roomId, userId));
          const except = 'roomId' in event.to ? event.to.exceptUserId : undefined;
          fanOut.publish(
            roomId,
            'chat',
            () => ({ type: 'typing_indicator', room_id: roomId, users }),
            except,
          );
          return;
        }
        case 'room:added':
          if (!('userId' in event.to)) return;
          for (const line of listLinesOf(event.to.userId)) {
            if (line.joining) fanOut.add(line, event.payload.roomId, line.joining);
          }
          return;
        case 'room:kicked': {
          if (!('userId' in event.to)) return;
          const { roomId } = event.payload;
          for (const line of listLinesOf(event.to.userId)) {
            if (!line.rooms.has(roomId)) continue;
            fanOut.remove(line, roomId);
            const message = 'You were removed from the room.';
            line.write(encodeFrame({ type: 'error', code: 'NOT_A_MEMBER', message, request: null, roomId }));
          }
          return;
        }
        case 'room:deleted':
          if ('roomId' in event.to) handleDeleted(event.payload.roomId);
          return;
        default:
          return;
      }
    },
  };
}
