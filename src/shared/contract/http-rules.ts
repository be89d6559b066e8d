import * as z from 'zod/mini';
import { AuditEntrySchema, BanSchema, ReasonSchema } from '../model/moderation.ts';
import { RoleSchema } from '../model/role.ts';
import { MemberRoomSchema, ParticipantSchema } from '../model/room.ts';
import { RoomCodeSchema } from '../model/room-code.ts';
import { DisplayNameSchema } from '../model/user.ts';
import { WaitingSchema } from '../model/waiting.ts';
import { SIZES } from './limits.ts';
import { Id, QueryNumber, RoomPath, type RouteContract, route } from './route.ts';

const MemberPath = z.object({ roomId: Id, userId: Id });
const Reason = z.object({ reason: z.optional(ReasonSchema) });

/** Moderation and waiting: what the rules of a room let people do to each other. */
export const RULE_ROUTES = {
  updateMember: route({
    method: 'patch',
    paths: ['/api/rooms/:roomId/members/:userId'],
    summary: 'Change a member’s role or mute; the role owner hands the room over.',
    params: MemberPath,
    body: z.object({ role: z.optional(RoleSchema), muted: z.optional(z.boolean()) }),
    output: z.object({ participant: ParticipantSchema }),
  }),
  kickMember: route({
    method: 'delete',
    paths: ['/api/rooms/:roomId/kick/:userId'],
    summary: 'Remove a member; they may come back.',
    params: MemberPath,
    body: Reason,
  }),
  listBans: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/bans'],
    summary: 'Who is banned from the room.',
    params: RoomPath,
    output: z.object({ bans: z.array(BanSchema) }),
  }),
  banUser: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/bans'],
    summary: 'Ban somebody with all their devices and agents; a member is removed.',
    params: RoomPath,
    body: z.extend(Reason, { userId: Id }),
    output: z.object({ ban: BanSchema }),
    status: 201,
  }),
  unbanUser: route({
    method: 'delete',
    paths: ['/api/rooms/:roomId/bans/:userId'],
    summary: 'Lift a ban.',
    params: MemberPath,
  }),
  rotateCode: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/code'],
    summary: 'Give the room a new code; the old one leads nowhere.',
    params: RoomPath,
    output: z.object({ room: MemberRoomSchema }),
  }),
  listAudit: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/audit'],
    summary: 'What moderators did, the newest first.',
    params: RoomPath,
    query: z.object({
      limit: z.optional(QueryNumber(1, 200)),
      cursor: z.optional(
        z.string().check(z.regex(/^\d{1,15}$/, { error: 'is not one that this host gave' })),
      ),
    }),
    output: z.object({ entries: z.array(AuditEntrySchema), nextCursor: z.nullable(z.string()) }),
  }),

  startWaiting: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/wait', '/api/rooms/:roomId/knock', '/api/rooms/:roomId/queue'],
    summary: 'Knock at a locked room, or queue for a seat of a full one.',
    params: RoomPath,
    body: z.object({
      displayName: z.optional(DisplayNameSchema),
      password: z.optional(z.string().check(z.maxLength(SIZES.password))),
      roomCode: z.optional(RoomCodeSchema),
    }),
    output: z.object({ roomId: z.string(), waiting: WaitingSchema }),
    status: 201,
  }),
  checkWaiting: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/wait'],
    summary: 'The caller’s place at the door. Somebody without a socket keeps it by asking within a minute.',
    params: RoomPath,
    output: z.object({ waiting: z.nullable(WaitingSchema), isMember: z.boolean() }),
  }),
  stopWaiting: route({
    method: 'delete',
    paths: ['/api/rooms/:roomId/wait'],
    summary: 'Wait no longer.',
    params: RoomPath,
  }),
  listWaiting: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/waiting'],
    summary: 'Who is at the door, in order.',
    params: RoomPath,
    output: z.object({ waiting: z.array(WaitingSchema) }),
  }),
  admitAll: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/waiting/admit'],
    summary: 'Let everybody in as far as there are seats, in order.',
    params: RoomPath,
    output: z.object({ admitted: z.array(z.string()), waiting: z.array(WaitingSchema) }),
  }),
  admitUser: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/waiting/:userId/admit'],
    summary: 'Let somebody in.',
    params: MemberPath,
  }),
  denyUser: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/waiting/:userId/deny'],
    summary: 'Send somebody away.',
    params: MemberPath,
    body: Reason,
  }),
} as const satisfies Record<string, RouteContract>;
