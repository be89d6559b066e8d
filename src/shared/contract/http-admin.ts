import * as z from 'zod/mini';
import {
  AdminBanSchema,
  AdminRoomSchema,
  AdminSessionSchema,
  AdminUserSchema,
  HostOverviewSchema,
} from '../model/administration.ts';
import { AnalyticsSchema } from '../model/analytics.ts';
import { HostSettingsChangeSchema, HostSettingsSchema } from '../model/host-settings.ts';
import { AuditEntrySchema } from '../model/moderation.ts';
import { AnalyticsQuery, FileOutput } from './http-house.ts';
import { Id, PageQuery, RoomPath, type RouteContract, route } from './route.ts';

const NextCursor = z.nullable(z.string());

/** The host's own routes: they take the admin token where others take a person's. */
export const ADMIN_ROUTES = {
  adminOverview: route({
    method: 'get',
    paths: ['/api/admin/overview'],
    access: 'admin',
    summary: 'What there is on this host, what it takes, and its limits.',
    output: z.object({ overview: HostOverviewSchema }),
  }),
  adminSettings: route({
    method: 'get',
    paths: ['/api/admin/settings'],
    access: 'admin',
    summary: 'The settings that can be changed while the host runs, with what it was started with.',
    output: z.object({ settings: HostSettingsSchema }),
  }),
  adminChangeSettings: route({
    method: 'patch',
    paths: ['/api/admin/settings'],
    access: 'admin',
    summary: 'Change settings at once and for good; null takes a change back.',
    body: HostSettingsChangeSchema,
    output: z.object({ settings: HostSettingsSchema }),
  }),
  adminRooms: route({
    method: 'get',
    paths: ['/api/admin/rooms'],
    access: 'admin',
    summary: 'All rooms, newest first.',
    query: PageQuery,
    output: z.object({ rooms: z.array(AdminRoomSchema), nextCursor: NextCursor }),
  }),
  adminDeleteRoom: route({
    method: 'delete',
    paths: ['/api/admin/rooms/:roomId'],
    access: 'admin',
    summary: 'Delete any room.',
    params: RoomPath,
  }),
  adminUsers: route({
    method: 'get',
    paths: ['/api/admin/users'],
    access: 'admin',
    summary: 'All users with their open sessions, newest first.',
    query: PageQuery,
    output: z.object({ users: z.array(AdminUserSchema), nextCursor: NextCursor }),
  }),
  adminSessions: route({
    method: 'get',
    paths: ['/api/admin/sessions'],
    access: 'admin',
    summary: 'All open lines with their people and the rooms they are in.',
    output: z.object({ sessions: z.array(AdminSessionSchema) }),
  }),
  adminDeleteUser: route({
    method: 'delete',
    paths: ['/api/admin/users/:userId'],
    access: 'admin',
    summary: 'Remove a user from all rooms and end their token.',
    params: z.object({ userId: Id }),
  }),
  adminSignOut: route({
    method: 'post',
    paths: ['/api/admin/users/:userId/sign-out'],
    access: 'admin',
    summary: 'End all tokens of a user and cut their open lines; seats and messages stay.',
    params: z.object({ userId: Id }),
    output: z.object({ closedSessions: z.number() }),
  }),
  adminBans: route({
    method: 'get',
    paths: ['/api/admin/bans'],
    access: 'admin',
    summary: 'All bans of all rooms.',
    output: z.object({ bans: z.array(AdminBanSchema) }),
  }),
  adminLiftBan: route({
    method: 'delete',
    paths: ['/api/admin/rooms/:roomId/bans/:userId'],
    access: 'admin',
    summary: 'Lift any ban.',
    params: z.object({ roomId: Id, userId: Id }),
  }),
  adminAudit: route({
    method: 'get',
    paths: ['/api/admin/audit'],
    access: 'admin',
    summary: 'All acts of moderation, newest first.',
    query: PageQuery,
    output: z.object({ entries: z.array(AuditEntrySchema), nextCursor: NextCursor }),
  }),
  adminAnalytics: route({
    method: 'get',
    paths: ['/api/admin/analytics'],
    access: 'admin',
    summary: 'Figures of the whole host.',
    query: AnalyticsQuery,
    output: z.object({ analytics: AnalyticsSchema }),
  }),
  adminAnalyticsFile: route({
    method: 'get',
    paths: ['/api/admin/analytics.csv'],
    access: 'admin',
    summary: 'Figures of the whole host by the hour, for a spreadsheet.',
    query: AnalyticsQuery,
    output: FileOutput,
    produces: 'text/csv; charset=utf-8',
  }),
  adminCleanUp: route({
    method: 'post',
    paths: ['/api/admin/clean-up'],
    access: 'admin',
    summary: 'Delete now the rooms whose life is over.',
    output: z.object({ deletedRooms: z.number() }),
  }),
  getMetrics: route({
    method: 'get',
    paths: ['/metrics'],
    access: 'loopback',
    summary: 'Figures for Prometheus; from other machines with the admin token.',
    output: FileOutput,
    produces: 'text/plain; version=0.0.4; charset=utf-8',
  }),
} as const satisfies Record<string, RouteContract>;
