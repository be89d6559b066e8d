import * as z from 'zod/mini';
import { AnalyticsSchema } from '../model/analytics.ts';
import {
  EmailSchema,
  INVITE_HOURS,
  InviteNoticeSchema,
  InviteSchema,
  NewInviteSchema,
} from '../model/invite.ts';
import { NotificationSchema } from '../model/notification.ts';
import { MemberRoomSchema, ParticipantSchema } from '../model/room.ts';
import { DisplayNameSchema, UserSchema, UserStatusSchema } from '../model/user.ts';
import { Id, QueryNumber, RoomPath, type RouteContract, route } from './route.ts';

const Token = z.string().check(z.minLength(1), z.maxLength(128));

export const FileOutput = z.object({ fileName: z.string(), content: z.string() });

export const AnalyticsQuery = z.object({
  days: z.optional(QueryNumber(1, 366)),
  /** Minutes the caller's clock is ahead of UTC, so that days are theirs. */
  offset: z.optional(
    z.pipe(
      z.string().check(z.regex(/^-?\d{1,3}$/, { error: 'must be a whole number of minutes' })),
      z.pipe(z.transform(Number), z.int().check(z.gte(-840), z.lte(840))),
    ),
  ),
});

/** Invitations, notifications, team rooms, start times and figures. */
export const HOUSE_ROUTES = {
  createInvite: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/invite', '/api/rooms/:roomId/invites'],
    summary:
      'Invite a user, an e-mail address, or make a link; good once, and for a day unless another time is chosen.',
    params: RoomPath,
    body: z
      .object({
        userId: z.optional(Id),
        email: z.optional(EmailSchema),
        expiresInHours: z._default(z.literal([...INVITE_HOURS]), 24),
      })
      .check(
        z.refine((body) => body.userId === undefined || body.email === undefined, {
          error: 'cannot be given together with email',
          path: ['userId'],
        }),
      ),
    output: z.object({ invite: NewInviteSchema }),
    status: 201,
  }),
  listInvites: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/invite', '/api/rooms/:roomId/invites'],
    summary: 'Invitations of the room: all of them for moderators, otherwise one’s own.',
    params: RoomPath,
    output: z.object({ invites: z.array(InviteSchema) }),
  }),
  revokeInvite: route({
    method: 'delete',
    paths: ['/api/invites/:inviteId'],
    summary: 'Take an invitation back.',
    params: z.object({ inviteId: Id }),
  }),
  getInvite: route({
    method: 'get',
    paths: ['/api/invites/:token'],
    access: 'open',
    summary:
      'Whether an invitation is still good, before anybody gives a name: the room it is for, nothing more.',
    params: z.object({ token: Token }),
    output: z.object({ invite: InviteNoticeSchema }),
  }),
  acceptInvite: route({
    method: 'post',
    paths: ['/api/invites/:token/accept'],
    summary: 'Join by an invitation; 410 when it was used, taken back, or has expired.',
    params: z.object({ token: Token }),
    body: z.object({ displayName: z.optional(DisplayNameSchema) }),
    output: z.object({ room: MemberRoomSchema, participants: z.array(ParticipantSchema) }),
  }),
  listNotifications: route({
    method: 'get',
    paths: ['/api/notifications'],
    summary: 'Invitations, mentions and the like, newest first.',
    query: z.object({
      limit: z.optional(QueryNumber(1, 200)),
      cursor: z.optional(Id),
      unread: z._default(z.enum(['true', 'false']), 'false'),
    }),
    output: z.object({
      notifications: z.array(NotificationSchema),
      unreadCount: z.number(),
      nextCursor: z.nullable(z.string()),
    }),
  }),
  markNotificationsRead: route({
    method: 'post',
    paths: ['/api/notifications/read'],
    summary: 'Mark these notifications read, or all.',
    body: z.object({ ids: z.optional(z.array(Id).check(z.maxLength(500))) }),
    output: z.object({ unreadCount: z.number() }),
  }),
  setStatus: route({
    method: 'post',
    paths: ['/api/users/status'],
    summary: 'Say online, away, busy or offline.',
    body: z.object({
      status: UserStatusSchema,
      statusText: z.optional(z.nullable(z.string().check(z.maxLength(100)))),
    }),
    output: z.object({ user: UserSchema }),
  }),
  createTeamRooms: route({
    method: 'post',
    paths: ['/api/rooms/team'],
    summary: 'Make the five rooms of a team: General, Developer, Trading, Security and Admin.',
    output: z.object({ rooms: z.array(MemberRoomSchema) }),
    status: 201,
  }),
  getCalendar: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/calendar.ics'],
    summary: 'The start of a scheduled room as a calendar file.',
    params: RoomPath,
    output: FileOutput,
    produces: 'text/calendar; charset=utf-8',
  }),
  getAnalytics: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/analytics'],
    summary: 'Figures of a room for its owner.',
    params: RoomPath,
    query: AnalyticsQuery,
    output: z.object({ analytics: AnalyticsSchema }),
  }),
  getAnalyticsFile: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/analytics.csv'],
    summary: 'Figures of a room by the hour, for a spreadsheet.',
    params: RoomPath,
    query: AnalyticsQuery,
    output: FileOutput,
    produces: 'text/csv; charset=utf-8',
  }),
} as const satisfies Record<string, RouteContract>;
