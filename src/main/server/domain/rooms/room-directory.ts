import type { MemberRoom, Participant, Room } from '#shared/model/room.ts';
import type { CursorRepo } from '../../storage/cursor-repo.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import type { StoredRoom } from '../../storage/room-row.ts';
import type { Actor } from '../actor.ts';
import { readRoomCursor, writeRoomCursor } from './room-cursor.ts';
import { roomNotFound } from './room-rules.ts';
import { type RoomSurroundings, viewMemberRoom, viewParticipant, viewRoom } from './room-view.ts';

export type RoomDetails = MemberRoom & { participants: Participant[] };

export interface ListQuery {
  readonly scope: 'mine' | 'public' | 'all';
  readonly q?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** Looks at rooms; changes nothing. */
export interface RoomDirectory {
  /** Members see who is in it; outsiders of a public room see what the lobby shows, and nobody’s name. */
  getRoom(actor: Actor, roomId: string): Promise<Room | RoomDetails>;
  getRoomByCode(actor: Actor, code: string): Promise<Room | RoomDetails>;
  listRooms(
    actor: Actor,
    query: ListQuery,
  ): Promise<{ rooms: (MemberRoom | Room)[]; nextCursor: string | null }>;
  /** What anybody on the network may see. */
  listOpenRooms(spaceId: string): Promise<Room[]>;
  /** The rooms where the caller has a seat. */
  listOwnRoomIds(actor: Actor): Promise<string[]>;
  /** All rooms of the caller, for a client that follows them. */
  listOwnSeats(actor: Actor): Promise<MemberRoom[]>;
  /** The room as it is stored, for services; throws ROOM_NOT_FOUND outside the actor's space. */
  findSeen(actor: Actor, roomId: string): Promise<StoredRoom>;
  /** The caller's own view; null for an outsider. */
  viewAsMember(actor: Actor, room: StoredRoom): Promise<MemberRoom | null>;
}

interface Options {
  rooms: RoomRepo;
  members: MemberRepo;
  cursors: CursorRepo;
  surroundings: RoomSurroundings;
}

const DEFAULT_PAGE = 100;

export function createRoomDirectory({ rooms, members, cursors, surroundings }: Options): RoomDirectory {
  async function findSeen(actor: Actor, roomId: string): Promise<StoredRoom> {
    const room = await rooms.find(roomId);
    if (!room || room.spaceId !== actor.spaceId) throw roomNotFound();
    return room;
  }

  async function viewAsMember(actor: Actor, room: StoredRoom): Promise<MemberRoom | null> {
    const member = await members.find(room.id, actor.userId);
    const reading = member && (await cursors.view(room.id, actor.userId));
    return member && reading ? viewMemberRoom(room, member, reading, surroundings) : null;
  }

  /** The one place that decides who learns who is in a room. */
  async function viewFor(actor: Actor, room: StoredRoom): Promise<Room | RoomDetails> {
    const view = await viewAsMember(actor, room);
    if (!view) return viewRoom(room, surroundings);
    const seats = await members.list(room.id);
    return { ...view, participants: seats.map((member) => viewParticipant(room.id, member, surroundings)) };
  }

  return {
    findSeen,
    viewAsMember,

    async getRoom(actor, roomId) {
      const room = await findSeen(actor, roomId);
      const view = await viewFor(actor, room);
      if (!('participants' in view) && room.visibility === 'private') throw roomNotFound();
      return view;
    },

    async getRoomByCode(actor, code) {
      const room = await rooms.findByCode(code);
      if (!room || room.spaceId !== actor.spaceId) throw roomNotFound();
      return viewFor(actor, room);
    },

    async listRooms(actor, query) {
      const limit = query.limit ?? DEFAULT_PAGE;
      const page = { search: query.q?.trim() || null, limit: limit + 1, after: readRoomCursor(query.cursor) };
      const mine = query.scope === 'public' ? [] : await rooms.listMine(actor.userId, page);
      const open = query.scope === 'mine' ? [] : await rooms.listPublic(actor.spaceId, page);
      const unique = new Map([...mine, ...open].map((room) => [room.id, room]));
      const sorted = [...unique.values()].sort(
        (a, b) => b.lastActivity - a.lastActivity || (a.id < b.id ? 1 : -1),
      );
      const shown = sorted.slice(0, limit);
      const views = await Promise.all(
        shown.map(async (room) => (await viewAsMember(actor, room)) ?? viewRoom(room, surroundings)),
      );
      const last = sorted.length > limit ? shown.at(-1) : undefined;
      return { rooms: views, nextCursor: last ? writeRoomCursor(last) : null };
    },

    async listOpenRooms(spaceId) {
      const open = await rooms.listPublic(spaceId, { search: null, limit: DEFAULT_PAGE, after: null });
      return open.map((room) => viewRoom(room, surroundings));
    },

    listOwnRoomIds: (actor) => members.listRoomIds(actor.userId),

    async listOwnSeats(actor) {
      const seats = await rooms.listMine(actor.userId, { search: null, limit: 1_000, after: null });
      const views = await Promise.all(seats.map((room) => viewAsMember(actor, room)));
      return views.filter((view) => view !== null);
    },
  };
}
