import { TIMES } from '#shared/contract/limits.ts';
import type { Pushes, PushName } from '#shared/contract/realtime.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import { type Applied, changeRoom, removeRoom, unchanged } from './applied.ts';
import { applyDoor, closeDoor } from './apply-door.ts';
import { applyMessage, applyRead, applyUnreadMark, applyUpdate } from './apply-message.ts';
import { receiveLeave, receiveParticipant, receiveVoice } from './apply-people.ts';
import type { HostReplica } from './replica.ts';

export type Push = { [N in PushName]: { readonly name: N; readonly payload: Pushes[N] } }[PushName];

const PUSH_NAMES: Readonly<Record<PushName, true>> = {
  'room:participant-joined': true,
  'room:participant-left': true,
  'room:participant-updated': true,
  'room:message-received': true,
  'room:message-updated': true,
  'room:typing-updated': true,
  'room:read-updated': true,
  'room:unread-marked': true,
  'room:seat-updated': true,
  'room:state-updated': true,
  'room:updated': true,
  'room:deleted': true,
  'room:kicked': true,
  'room:added': true,
  'room:voice-started': true,
  'room:voice-stopped': true,
  'room:knock': true,
  'room:waiting-updated': true,
  'room:wait-updated': true,
  'room:admitted': true,
  'room:denied': true,
  'room:ending': true,
  'room:code-guessed': true,
  'room:reminder': true,
  'notification:new': true,
  'lobby:changed': true,
  'session:ended': true,
  'host:closing': true,
};

/** A newer host may tell things this version does not know. */
export function isPush(push: { name: string; payload: unknown }): push is Push {
  return Object.hasOwn(PUSH_NAMES, push.name);
}

/** The only way an event changes the replica. */
export function applyEvent(host: HostReplica, push: Push, now: number): Applied {
  switch (push.name) {
    case 'room:participant-joined':
    case 'room:participant-updated': {
      const { roomId, participant } = push.payload;
      return changeRoom(host, roomId, (room) => receiveParticipant(room, participant, host.self?.id));
    }
    case 'room:participant-left': {
      const { roomId, userId, reason } = push.payload;
      // I gave my seat up on another device.
      if (reason === 'left' && userId === host.self?.id) return removeRoom(host, roomId, reason, null);
      return changeRoom(host, roomId, (room) => receiveLeave(room, userId, reason === 'offline', now));
    }
    case 'room:message-received':
      return applyMessage(host, push.payload.message);
    case 'room:message-updated':
      return applyUpdate(host, push.payload.message, push.payload.rev);
    case 'room:typing-updated': {
      const until = now + TIMES.typingExpiry;
      const typing = Object.fromEntries(
        push.payload.userIds.filter((id) => id !== host.self?.id).map((id) => [id, until]),
      );
      return changeRoom(host, push.payload.roomId, (room) => ({ ...room, typing }));
    }
    case 'room:voice-started':
    case 'room:voice-stopped': {
      const { roomId, userId } = push.payload;
      const isSpeaking = push.name === 'room:voice-started';
      return changeRoom(host, roomId, (room) => receiveVoice(room, userId, isSpeaking));
    }
    case 'room:read-updated':
      return applyRead(host, push.payload);
    case 'room:seat-updated': {
      const { roomId, ...seat } = push.payload;
      return changeRoom(host, roomId, (room) => ({ ...room, room: { ...room.room, ...seat } }));
    }
    case 'room:unread-marked':
      return applyUnreadMark(host, push.payload);
    case 'room:state-updated': {
      const { roomId, state } = push.payload;
      return changeRoom(host, roomId, (room) => ({ ...room, room: { ...room.room, ...state } }));
    }
    case 'room:updated': {
      const { room: told } = push.payload;
      return changeRoom(host, told.id, (room) => ({ ...room, room: { ...room.room, ...told } }));
    }
    case 'room:deleted':
      return removeRoom(closeDoor(host, push.payload.roomId), push.payload.roomId, push.payload.reason, null);
    case 'room:kicked':
      return removeRoom(
        host,
        push.payload.roomId,
        push.payload.isBanned ? 'banned' : 'kicked',
        push.payload.reason,
      );
    case 'room:added':
      return { host, followUps: [{ kind: 'fetch-room', roomId: push.payload.roomId }] };
    case 'room:waiting-updated': {
      const { roomId, waiting } = push.payload;
      return changeRoom(host, roomId, (room) => ({ ...room, waiting }));
    }
    case 'room:wait-updated':
    case 'room:admitted':
    case 'room:denied':
      return applyDoor(host, push);
    // Told to the person, not part of the replica: the screens that show them listen by themselves.
    case 'room:knock':
    case 'room:ending':
    case 'room:code-guessed':
    case 'room:reminder':
    case 'session:ended':
      return unchanged(host);
    case 'notification:new': {
      const { notification } = push.payload;
      return unchanged({ ...host, notifications: [notification, ...host.notifications] });
    }
    case 'lobby:changed':
      return { host, followUps: [{ kind: 'fetch-public-rooms' }] };
    case 'host:closing':
      return unchanged({ ...host, isClosing: true });
    default:
      return assertNever(push);
  }
}
