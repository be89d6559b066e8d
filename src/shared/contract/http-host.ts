import * as z from 'zod/mini';
import { RoomSchema } from '../model/room.ts';
import { UserSchema } from '../model/user.ts';
import { type RouteContract, route } from './route.ts';

export const HostInfoSchema = z.object({
  hostId: z.string(),
  startId: z.string(),
  name: z.string(),
  version: z.string(),
  protocol: z.number(),
  fingerprint: z.nullable(z.string()),
  features: z.array(z.string()),
});
export type HostInfo = z.infer<typeof HostInfoSchema>;
/** The host itself: who it is, who is there, which rooms are open. */
export const HOST_ROUTES = {
  listOnlineUsers: route({
    method: 'get',
    paths: ['/api/users/online'],
    summary: 'The people of this host who are online.',
    output: z.object({ users: z.array(UserSchema) }),
  }),
  listOpenRooms: route({
    method: 'get',
    paths: ['/api/host/rooms'],
    access: 'open',
    summary: 'The public rooms of this host, for those on the network who look around.',
    output: z.object({ rooms: z.array(RoomSchema) }),
  }),
  lookBack: route({
    method: 'post',
    paths: ['/api/host/look-back'],
    access: 'open',
    summary: 'The host knocks at a port of the caller, for the network check; it says the time too.',
    body: z.object({ port: z.int().check(z.gte(1), z.lte(65_535)) }),
    output: z.object({
      outcome: z.enum(['ok', 'refused', 'timeout', 'unreachable']),
      time: z.string(),
    }),
  }),
  getHost: route({
    method: 'get',
    paths: ['/api/host'],
    access: 'open',
    summary: 'Who this host is.',
    output: HostInfoSchema,
  }),
} as const satisfies Record<string, RouteContract>;
