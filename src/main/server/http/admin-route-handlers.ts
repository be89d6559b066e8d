import type { ADMIN_ROUTES } from '#shared/contract/http-admin.ts';
import type { HostInfo } from '#shared/contract/http-host.ts';
import type { HostSettingsService } from '../domain/administration/host-settings.ts';
import { writeCsv } from '../domain/analytics/analytics-rules.ts';
import type { Services } from '../services.ts';
import { writeMetrics } from './metrics.ts';
import type { RouteHandlers } from './route-handler.ts';

interface Options {
  services: Services;
  hostInfo: () => HostInfo;
  settings: HostSettingsService;
  startedAt: number;
}

export function createAdminRouteHandlers({
  services: { administration, analytics },
  hostInfo,
  settings,
  startedAt,
}: Options): Pick<RouteHandlers, keyof typeof ADMIN_ROUTES> {
  return {
    async adminOverview() {
      const { hostId, name, version } = hostInfo();
      const counts = await administration.count();
      const started = new Date(startedAt).toISOString();
      return {
        overview: { hostId, name, version, startedAt: started, ...counts, limits: { ...settings.limits } },
      };
    },
    async adminRooms({ query }) {
      const { items, nextCursor } = await administration.listRooms(query);
      return { rooms: items, nextCursor };
    },
    async adminDeleteRoom({ params }) {
      await administration.deleteRoom(params.roomId);
      return {};
    },
    async adminUsers({ query }) {
      const { items, nextCursor } = await administration.listUsers(query);
      return { users: items, nextCursor };
    },
    adminSessions: async () => ({ sessions: await administration.listSessions() }),
    async adminDeleteUser({ params }) {
      await administration.deleteUser(params.userId);
      return {};
    },
    adminSignOut: async ({ params }) => ({ closedSessions: await administration.signOut(params.userId) }),
    adminSettings: async () => ({ settings: settings.list() }),
    adminChangeSettings: async ({ body }) => ({ settings: await settings.change(body) }),
    adminBans: async () => ({ bans: await administration.listBans() }),
    async adminLiftBan({ params }) {
      await administration.liftBan(params.roomId, params.userId);
      return {};
    },
    async adminAudit({ query }) {
      const { items, nextCursor } = await administration.listAudit(query);
      return { entries: items, nextCursor };
    },
    adminAnalytics: async ({ query: { days, offset } }) => ({
      analytics: await analytics.readHost({ days, offsetMinutes: offset }),
    }),
    async adminAnalyticsFile({ query: { days, offset } }) {
      const figures = await analytics.readHost({ days, offsetMinutes: offset });
      return { fileName: 'host-analytics.csv', content: writeCsv(figures) };
    },
    adminCleanUp: async () => ({ deletedRooms: await administration.cleanUp() }),
    async getMetrics() {
      return { fileName: 'metrics.txt', content: writeMetrics(await administration.count()) };
    },
  };
}
