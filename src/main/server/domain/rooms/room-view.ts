import type { LiveState, MemberRoom, Participant, Room, RoomStateName } from '#shared/model/room.ts';
import type { UserStatus } from '#shared/model/user.ts';
import type { ReadingView } from '../../storage/cursor-repo.ts';
import type { StoredMember } from '../../storage/member-row.ts';
import type { StoredRoom } from '../../storage/room-row.ts';
import { holdsAgents } from '../agents/agent-turns.ts';
import { effectiveCapacity } from './room-rules.ts';

/** What a room's outside shape needs to know of the present moment. */
export interface RoomSurroundings {
  countPresent(roomId: string): number;
  isPresent(roomId: string, userId: string): boolean;
  isIdle(userId: string): boolean;
  isInCall(roomId: string, userId: string): boolean;
  hasCall(roomId: string): boolean;
  joinLink(code: string): string;
  readonly capacityCeiling: number;
  /** For rooms that did not choose: messages of agents before they wait for a person. */
  readonly agentLimit: number;
}

const toIso = (milliseconds: number) => new Date(milliseconds).toISOString();

export function viewRoom(stored: StoredRoom, around: RoomSurroundings): Room {
  const participantCount = around.countPresent(stored.id);
  const state: RoomStateName = around.hasCall(stored.id)
    ? 'IN_CALL'
    : participantCount > 0
      ? 'ACTIVE'
      : 'EMPTY';
  return {
    id: stored.id,
    roomCode: stored.code,
    name: stored.name,
    description: stored.description,
    hostUserId: stored.ownerId,
    visibility: stored.visibility,
    maxParticipants: effectiveCapacity(stored.capacity, around.capacityCeiling),
    participantCount,
    memberCount: stored.memberCount,
    hasPassword: stored.passwordHash !== null,
    locked: stored.isLocked,
    life: stored.life,
    state,
    currentMode: stored.mode,
    conversationActive: stored.isConversationActive,
    isActive: true,
    createdAt: toIso(stored.createdAt),
    updatedAt: toIso(stored.updatedAt),
    lastActivity: toIso(stored.lastActivity),
    startsAt: stored.startsAt === null ? null : toIso(stored.startsAt),
    joinLink: around.joinLink(stored.code),
    agentLimit: stored.agentLimit,
    hostAgentLimit: around.agentLimit,
    agentsWait: holdsAgents(stored, around.agentLimit),
  };
}

export function viewMemberRoom(
  stored: StoredRoom,
  member: StoredMember,
  reading: ReadingView,
  around: RoomSurroundings,
): MemberRoom {
  return { ...viewRoom(stored, around), role: member.role, ...reading };
}

/** A status chosen by hand goes before what the host sees by itself. */
export function seeStatus(chosen: UserStatus, isIdle: boolean): UserStatus {
  return chosen === 'online' && isIdle ? 'away' : chosen;
}

export function viewParticipant(roomId: string, member: StoredMember, around: RoomSurroundings): Participant {
  const isOnline = around.isPresent(roomId, member.userId);
  return {
    userId: member.userId,
    displayName: member.displayName,
    kind: member.kind,
    ...(member.ownerName !== null && { ownerName: member.ownerName }),
    role: member.role,
    isOnline,
    status: isOnline ? seeStatus(member.status, around.isIdle(member.userId)) : 'offline',
    joinedAt: toIso(member.joinedAt),
    lastSeen: member.lastSeen === null ? null : toIso(member.lastSeen),
    inCall: around.isInCall(roomId, member.userId),
    muted: member.isMuted,
    statusText: member.statusText,
    statusUntil: member.statusUntil === null ? null : toIso(member.statusUntil),
  };
}

export function viewState(stored: StoredRoom, around: RoomSurroundings): LiveState {
  return {
    currentMode: stored.mode,
    conversationActive: stored.isConversationActive,
    locked: stored.isLocked,
    hostUserId: stored.ownerId,
    agentsWait: holdsAgents(stored, around.agentLimit),
  };
}
