import * as z from 'zod/mini';
import {
  CreateRoomSchema,
  LiveStateSchema,
  MemberRoomSchema,
  ParticipantSchema,
  RoomSchema,
  RoomSettingsSchema,
  StateChangeSchema,
} from '../model/room.ts';
import { RoomCodeSchema } from '../model/room-code.ts';
import { DisplayNameSchema } from '../model/user.ts';
import { SIZES } from './limits.ts';
import { QueryNumber, RoomPath, type RouteContract, route } from './route.ts';

const AnyRoom = z.union([MemberRoomSchema, RoomSchema]);
/** Who is in a room is for those who are in it themselves. */
const SeenRoom = z.union([
  z.extend(MemberRoomSchema, { participants: z.array(ParticipantSchema) }),
  RoomSchema,
]);
/** Rooms, and the seats in them. */
export const ROOM_ROUTES = {
  listRooms: route({
    method: 'get',
    paths: ['/api/rooms'],
    summary: 'The rooms the caller may see: own rooms, public rooms, or both.',
    query: z.object({
      scope: z._default(z.enum(['mine', 'public', 'all']), 'all'),
      q: z.optional(z.string().check(z.maxLength(200))),
      limit: z.optional(QueryNumber(1, 200)),
      cursor: z.optional(z.string().check(z.maxLength(200))),
    }),
    output: z.object({ rooms: z.array(AnyRoom), nextCursor: z.nullable(z.string()) }),
  }),
  createRoom: route({
    method: 'post',
    paths: ['/api/rooms', '/api/rooms/create'],
    summary: 'Create a room; the caller becomes its owner and first member.',
    body: CreateRoomSchema,
    output: z.object({ room: MemberRoomSchema }),
    status: 201,
  }),
  getRoomByCode: route({
    method: 'get',
    paths: ['/api/rooms/code/:roomCode'],
    summary: 'Look a room up by its code.',
    params: z.object({ roomCode: RoomCodeSchema }),
    output: z.object({ room: SeenRoom }),
  }),
  getRoom: route({
    method: 'get',
    paths: ['/api/rooms/:roomId'],
    summary: 'A room; members see who is in it, outsiders see public rooms without anybody’s name.',
    params: RoomPath,
    output: z.object({ room: SeenRoom }),
  }),
  updateRoom: route({
    method: 'patch',
    paths: ['/api/rooms/:roomId'],
    summary: 'Change a room’s settings.',
    params: RoomPath,
    body: RoomSettingsSchema,
    output: z.object({ room: MemberRoomSchema }),
  }),
  replaceRoom: route({
    method: 'put',
    paths: ['/api/rooms/:roomId'],
    summary: 'Change a room’s settings.',
    params: RoomPath,
    body: RoomSettingsSchema,
    output: z.object({ room: MemberRoomSchema }),
  }),
  updateRoomState: route({
    method: 'patch',
    paths: ['/api/rooms/:roomId/state'],
    summary: 'Change mode, conversation or lock.',
    params: RoomPath,
    body: StateChangeSchema,
    output: z.object({ state: LiveStateSchema }),
  }),
  deleteRoom: route({
    method: 'delete',
    paths: ['/api/rooms/:roomId'],
    summary: 'Delete a room with everything in it.',
    params: RoomPath,
  }),
  joinRoom: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/join'],
    summary: 'Take a seat in a room; doing it again changes nothing.',
    params: RoomPath,
    body: z.object({
      displayName: z.optional(DisplayNameSchema),
      password: z.optional(z.string().check(z.maxLength(SIZES.password))),
      /** Proves to a private room that the caller knows it. */
      roomCode: z.optional(RoomCodeSchema),
      /** What a join by code handed out; good once. */
      ticket: z.optional(z.string().check(z.maxLength(128))),
    }),
    output: z.object({ room: MemberRoomSchema, participants: z.array(ParticipantSchema) }),
  }),
  leaveRoom: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/leave'],
    summary: 'Give the seat up.',
    params: RoomPath,
    output: z.object({ roomId: z.string() }),
  }),
  leaveRoomByDelete: route({
    method: 'delete',
    paths: ['/api/rooms/:roomId/leave'],
    summary: 'Give the seat up.',
    params: RoomPath,
    output: z.object({ roomId: z.string() }),
  }),
  listParticipants: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/participants', '/api/rooms/:roomId/members'],
    summary: 'The members of a room, those online first.',
    params: RoomPath,
    output: z.object({ participants: z.array(ParticipantSchema) }),
  }),
} as const satisfies Record<string, RouteContract>;
