import type { HostAddress } from '#shared/contract/ipc.ts';
import type { Message } from '#shared/model/message.ts';
import type { MemberRoom, Participant } from '#shared/model/room.ts';
import { createHostReplica, createRoomReplica, type HostReplica, type PendingMessage } from '../replica.ts';
import { createTimeline } from '../timeline.ts';

export const ADDRESS: HostAddress = {
  hostKey: 'http://127.0.0.1:1',
  hostId: 'host-1',
  name: 'Host',
  isOwn: false,
};
export const AT = '2026-11-20T10:00:00.000Z';

/** Ids rise with seq, as the host makes them. */
export function toId(seq: number): string {
  return `m-${String(seq).padStart(6, '0')}`;
}

export function makeMessage(seq: number, given: Partial<Message> = {}): Message {
  return {
    id: toId(seq),
    seq,
    roomId: 'room-1',
    userId: 'bob',
    displayName: 'Bob',
    kind: 'person',
    messageType: 'user_text',
    content: `message ${seq}`,
    contentType: 'text/plain',
    metadata: {},
    replyToId: null,
    threadId: null,
    clientId: null,
    createdAt: AT,
    editedAt: null,
    deletedAt: null,
    reactions: [],
    attachments: [],
    ...given,
  };
}

export function makeMessages(from: number, to: number): Message[] {
  return Array.from({ length: to - from + 1 }, (_, index) => makeMessage(from + index));
}

export function makeRoom(given: Partial<MemberRoom> = {}): MemberRoom {
  return {
    id: 'room-1',
    roomCode: 'ABCDEF',
    name: 'Room',
    description: '',
    hostUserId: 'ann',
    visibility: 'private',
    maxParticipants: 10,
    participantCount: 1,
    memberCount: 2,
    hasPassword: false,
    locked: false,
    life: 'day',
    state: 'ACTIVE',
    currentMode: 'playful',
    conversationActive: false,
    isActive: true,
    createdAt: AT,
    updatedAt: AT,
    lastActivity: AT,
    joinLink: 'http://127.0.0.1:1/spaces/ABCDEF',
    role: 'member',
    unreadCount: 0,
    mentionCount: 0,
    lastMessage: null,
    lastReadMessageId: null,
    ...given,
  };
}

export function makeParticipant(userId: string, given: Partial<Participant> = {}): Participant {
  return {
    userId,
    displayName: userId,
    kind: 'person',
    role: 'member',
    isOnline: true,
    status: 'online',
    joinedAt: AT,
    lastSeen: null,
    inCall: false,
    muted: false,
    ...given,
  };
}

export function makePending(clientId: string, given: Partial<PendingMessage> = {}): PendingMessage {
  return {
    clientId,
    draft: { messageType: 'user_text', content: clientId, contentType: 'text/plain' },
    createdAt: AT,
    state: 'waiting',
    error: null,
    ...given,
  };
}

/** Ann's view of a host with one room entered, known up to message 3, all read. */
export function makeHost(): HostReplica {
  const room = makeRoom({ lastMessage: makeMessage(3), lastReadMessageId: toId(3) });
  return {
    ...createHostReplica(ADDRESS, 0),
    self: {
      id: 'ann',
      displayName: 'Ann',
      kind: 'person',
      status: 'online',
      statusText: null,
      lastSeen: null,
    },
    areRoomsLoaded: true,
    rooms: {
      'room-1': {
        ...createRoomReplica(room),
        isEntered: true,
        participants: [makeParticipant('ann'), makeParticipant('bob')],
        timeline: createTimeline({ messages: makeMessages(1, 3), lastSeq: 3, lastRev: 0 }),
      },
    },
  };
}
