import type { ADMIN_ROUTES } from '#shared/contract/http-admin.ts';
import type { HOST_ROUTES } from '#shared/contract/http-host.ts';
import type { HOUSE_ROUTES } from '#shared/contract/http-house.ts';
import type { JOIN_ROUTES } from '#shared/contract/http-join.ts';
import type { PEOPLE_ROUTES } from '#shared/contract/http-people.ts';
import { expectStatus } from '../test-host.ts';
import { everybody, HOST, hideAs, KNOWN, MODERATE, OPEN, OWN, VIEW } from './callers.ts';
import type { Given, RestRow } from './scene.ts';

async function invite({ people, author, base }: Given, by: 'owner' | 'author') {
  const inviter = by === 'author' ? author : people.owner;
  return expectStatus(await inviter.post(`${base}/invite`), 201).body.invite;
}

export const HOUSE_ROWS = {
  createInvite: { expected: VIEW, request: ({ person, base }) => person.post(`${base}/invite`) },
  listInvites: { expected: VIEW, request: ({ person, base }) => person.get(`${base}/invite`) },
  revokeInvite: {
    expected: hideAs(MODERATE, 'NOT_FOUND'),
    request: async (given) => given.person.delete(`/api/invites/${(await invite(given, 'author')).id}`),
  },
  // Whoever holds the link may ask whether it is still good.
  getInvite: {
    expected: OPEN,
    request: async (given) => given.person.get(`/api/invites/${(await invite(given, 'owner')).token}`),
  },
  acceptInvite: {
    expected: { ...KNOWN, banned: 'BANNED' },
    isAlone: true,
    letsIn: true,
    request: async (given) =>
      given.person.post(`/api/invites/${(await invite(given, 'owner')).token}/accept`),
  },
  listNotifications: { expected: KNOWN, request: ({ person }) => person.get('/api/notifications') },
  markNotificationsRead: {
    expected: KNOWN,
    request: ({ person }) => person.post('/api/notifications/read'),
  },
  setStatus: {
    expected: KNOWN,
    request: ({ person }) => person.post('/api/users/status', { status: 'online' }),
  },
  createTeamRooms: { expected: KNOWN, request: ({ person }) => person.post('/api/rooms/team') },
  getCalendar: {
    expected: VIEW,
    inPublic: { outsider: 'done', kicked: 'done', banned: 'done' },
    async request({ person, people, base }) {
      const startsAt = new Date(Date.now() + 3_600_000).toISOString();
      expectStatus(await people.owner.patch(base, { startsAt }), 200);
      return person.get(`${base}/calendar.ics`);
    },
  },
  getAnalytics: { expected: OWN, request: ({ person, base }) => person.get(`${base}/analytics`) },
  getAnalyticsFile: { expected: OWN, request: ({ person, base }) => person.get(`${base}/analytics.csv`) },
} satisfies Record<keyof typeof HOUSE_ROUTES, RestRow>;

const byHost = (method: string, path: (given: Given) => string): RestRow => ({
  expected: HOST,
  request: (given) =>
    given.person.call(method, `/api/admin/${path(given)}`, method === 'GET' ? undefined : {}),
});

export const ADMIN_ROWS = {
  adminOverview: byHost('GET', () => 'overview'),
  adminSettings: byHost('GET', () => 'settings'),
  adminChangeSettings: byHost('PATCH', () => 'settings'),
  adminRooms: byHost('GET', () => 'rooms'),
  adminDeleteRoom: byHost('DELETE', ({ room }) => `rooms/${room.id}`),
  adminUsers: byHost('GET', () => 'users'),
  adminSessions: byHost('GET', () => 'sessions'),
  adminDeleteUser: byHost('DELETE', ({ author }) => `users/${author.id}`),
  adminSignOut: byHost('POST', ({ author }) => `users/${author.id}/sign-out`),
  adminBans: byHost('GET', () => 'bans'),
  adminLiftBan: byHost('DELETE', ({ room, people }) => `rooms/${room.id}/bans/${people.banned.id}`),
  adminAudit: byHost('GET', () => 'audit'),
  adminAnalytics: byHost('GET', () => 'analytics'),
  adminAnalyticsFile: byHost('GET', () => 'analytics.csv'),
  adminCleanUp: byHost('POST', () => 'clean-up'),
  // Open on this machine; from others it takes the admin token.
  getMetrics: { expected: OPEN, request: ({ person }) => person.get('/metrics') },
} satisfies Record<keyof typeof ADMIN_ROUTES, RestRow>;

export const PEOPLE_ROWS = {
  createGuest: {
    expected: OPEN,
    request: ({ person }) => person.post('/api/auth/guest', { displayName: 'Another' }),
  },
  getMe: { expected: KNOWN, request: ({ person }) => person.get('/api/auth/me') },
  updateMe: {
    expected: KNOWN,
    request: ({ person }) => person.patch('/api/auth/me', { statusText: 'here' }),
  },
} satisfies Record<keyof typeof PEOPLE_ROUTES, RestRow>;

// The exchange itself has tests of its own; here it is only that nobody’s role matters to it.
const malformed = everybody('VALIDATION_FAILED');

export const JOIN_ROWS = {
  startJoin: { expected: malformed, request: ({ person }) => person.post('/api/join/start') },
  finishJoin: { expected: malformed, request: ({ person }) => person.post('/api/join/finish') },
} satisfies Record<keyof typeof JOIN_ROUTES, RestRow>;

export const HOST_ROWS = {
  listOnlineUsers: { expected: KNOWN, request: ({ person }) => person.get('/api/users/online') },
  listOpenRooms: { expected: OPEN, request: ({ person }) => person.get('/api/host/rooms') },
  lookBack: { expected: OPEN, request: ({ person }) => person.post('/api/host/look-back', { port: 1 }) },
  getHost: { expected: OPEN, request: ({ person }) => person.get('/api/host') },
} satisfies Record<keyof typeof HOST_ROUTES, RestRow>;
