import type { HostAddress } from '#shared/contract/ipc.ts';
import type { Failure } from '#shared/contract/result.ts';
import type { Message, MessageDraft } from '#shared/model/message.ts';
import type { Notification } from '#shared/model/notification.ts';
import type { MemberRoom, Participant, Room } from '#shared/model/room.ts';
import type { User } from '#shared/model/user.ts';
import type { Waiting, WaitingKind } from '#shared/model/waiting.ts';

/** Names a room wherever it is hosted. */
export interface RoomRef {
  readonly hostKey: string;
  readonly roomId: string;
}

export type ConnectionState =
  /** `since` tells how long the person has been without the host; `nextTryAt` is null during a try. */
  | { readonly phase: 'connecting'; readonly since: number; readonly nextTryAt: number | null }
  | { readonly phase: 'online' }
  /** Trying again would not help: other version, refused name. */
  | { readonly phase: 'refused'; readonly error: Failure };

/** A stretch of a room's history without holes, and what is known about the rest. */
export interface Timeline {
  readonly messages: readonly Message[];
  /** Arrived beyond a hole; they join `messages` when the hole is filled. */
  readonly ahead: readonly Message[];
  readonly hasMoreBefore: boolean;
  /** The newest number and revision this replica has followed without a hole. */
  readonly lastSeq: number;
  readonly lastRev: number;
  /** Rises when another stretch takes the place of this one: a screen has to find its position anew. */
  readonly stretch: number;
}

/** On screen already, not yet stored by the host. */
export interface PendingMessage {
  readonly clientId: string;
  readonly draft: PendingDraft;
  readonly createdAt: string;
  readonly state: 'waiting' | 'failed';
  readonly error: Failure | null;
  /** What its files are called, for when they come back to the composer. */
  readonly files?: readonly PendingFile[];
}

export interface PendingFile {
  readonly fileId: string;
  readonly name: string;
  readonly size: number;
}

export type PendingDraft = Pick<MessageDraft, 'messageType' | 'content' | 'contentType'> &
  Partial<Pick<MessageDraft, 'metadata' | 'replyToId' | 'threadId' | 'fileIds'>>;

export interface RoomReplica {
  readonly room: MemberRoom;
  /** All members, known once the room was entered. */
  readonly participants: readonly Participant[];
  /** Who types, and until when that is believed. */
  readonly typing: Readonly<Record<string, number>>;
  /** Who records a voice message, or speaks in another way; the host tells when it ends. */
  readonly speaking: readonly string[];
  /** The newest message each member has read, as far as it was told. */
  readonly readCursors: Readonly<Record<string, string>>;
  /** Null until the room was entered. */
  readonly timeline: Timeline | null;
  readonly pending: readonly PendingMessage[];
  /** Present in the room, also after the next reconnect. */
  readonly isEntered: boolean;
  readonly isSyncing: boolean;
  /** Just entered: the stretch to show first is still being found. */
  readonly isPositioning: boolean;
  /** Who is at the door, as those know it who may open it. */
  readonly waiting: readonly Waiting[];
  /** Deleted here a moment ago; the host hears of it when nobody wants them back. */
  readonly deleting: readonly string[];
  /** Marked unread by hand: what is seen is not read until the room is opened anew. */
  readonly isReadHeld: boolean;
  /** Why the room did not open. */
  readonly failure: Failure | null;
}

/** `missing`: it went while there was no connection, and nobody told why. */
export type GoneReason = 'deleted' | 'expired' | 'kicked' | 'banned' | 'left' | 'missing';

/** A room that went away while it was known, for the sentence that explains it. */
export interface GoneRoom {
  readonly name: string;
  readonly reason: GoneReason;
  readonly detail: string | null;
}

/** A door I wait at, or was sent away from. */
export interface Door {
  readonly room: Room;
  readonly kind: WaitingKind;
  readonly position: number;
  /** `lost`: away for too long, the place went to others. */
  readonly state: 'waiting' | 'denied' | 'lost';
  readonly reason: string | null;
}

export interface HostReplica {
  readonly address: HostAddress;
  readonly connection: ConnectionState;
  readonly self: User | null;
  readonly rooms: Readonly<Record<string, RoomReplica>>;
  readonly areRoomsLoaded: boolean;
  /** Null until they were asked for. */
  readonly publicRooms: readonly Room[] | null;
  readonly goneRooms: Readonly<Record<string, GoneRoom>>;
  readonly doors: Readonly<Record<string, Door>>;
  /** The newest first. */
  readonly notifications: readonly Notification[];
  readonly isClosing: boolean;
}

export function createHostReplica(address: HostAddress, now: number): HostReplica {
  return {
    address,
    connection: { phase: 'connecting', since: now, nextTryAt: null },
    self: null,
    rooms: {},
    areRoomsLoaded: false,
    publicRooms: null,
    goneRooms: {},
    doors: {},
    notifications: [],
    isClosing: false,
  };
}

export function createRoomReplica(room: MemberRoom): RoomReplica {
  return {
    room,
    participants: [],
    typing: {},
    speaking: [],
    readCursors: {},
    timeline: null,
    pending: [],
    isEntered: false,
    isSyncing: false,
    isPositioning: false,
    waiting: [],
    deleting: [],
    isReadHeld: false,
    failure: null,
  };
}
