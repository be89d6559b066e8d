import type { HOUSE_ROUTES } from '#shared/contract/http-house.ts';
import { writeCsv } from '../domain/analytics/analytics-rules.ts';
import type { Services } from '../services.ts';
import type { CodeGuard } from './code-guard.ts';
import type { RouteHandlers } from './route-handler.ts';

/** Invitations, notifications, team rooms, start times and figures. */
export function createHouseRouteHandlers(
  { invites, notifications, analytics, identities, rooms }: Services,
  codeGuard: CodeGuard,
): Pick<RouteHandlers, keyof typeof HOUSE_ROUTES> {
  return {
    createInvite: async ({ actor, params, body }) => ({
      invite: await invites.invite(actor, params.roomId, body),
    }),
    listInvites: async ({ actor, params }) => ({ invites: await invites.list(actor, params.roomId) }),
    async revokeInvite({ actor, params }) {
      await invites.revoke(actor, params.inviteId);
      return {};
    },
    getInvite: ({ params, address }) =>
      codeGuard.look(address, async () => ({ invite: await invites.look(params.token) })),
    async acceptInvite({ actor, params, body }) {
      const { room, participants } = await invites.accept(actor, params.token, body.displayName);
      return { room, participants };
    },

    listNotifications: ({ actor, query: { unread, ...page } }) =>
      notifications.list(actor, { ...page, isUnreadOnly: unread === 'true' }),
    markNotificationsRead: async ({ actor, body }) => ({
      unreadCount: await notifications.markRead(actor, body.ids ?? null),
    }),
    setStatus: async ({ actor, body: { status, statusText } }) => ({
      user: await identities.updateProfile(actor, {
        status,
        ...(statusText !== undefined && { statusText }),
      }),
    }),

    createTeamRooms: async ({ actor }) => ({ rooms: await rooms.createTeamRooms(actor) }),
    getCalendar: ({ actor, params }) => rooms.writeCalendar(actor, params.roomId),
    getAnalytics: async ({ actor, params, query: { days, offset } }) => ({
      analytics: await analytics.readRoom(actor, params.roomId, { days, offsetMinutes: offset }),
    }),
    async getAnalyticsFile({ actor, params, query: { days, offset } }) {
      const figures = await analytics.readRoom(actor, params.roomId, { days, offsetMinutes: offset });
      return { fileName: 'analytics.csv', content: writeCsv(figures) };
    },
  };
}
