import type { RouteOutput } from '#shared/contract/http.ts';
import type { HostInfo } from '#shared/contract/http-host.ts';
import type { HostSettingsService } from '../domain/administration/host-settings.ts';
import type { Services } from '../services.ts';
import type { CodeJoinHost } from '../trust/code-join-host.ts';
import { createAdminRouteHandlers } from './admin-route-handlers.ts';
import { createAgentRouteHandlers } from './agent-route-handlers.ts';
import { createChatRouteHandlers } from './chat-route-handlers.ts';
import type { CodeGuard } from './code-guard.ts';
import { createCodeJoinHandlers } from './code-join-handlers.ts';
import { createConversationRouteHandlers } from './conversation-route-handlers.ts';
import { createFileRouteHandlers } from './file-route-handlers.ts';
import { createHouseRouteHandlers } from './house-route-handlers.ts';
import type { RouteHandlers } from './route-handler.ts';
import { createRuleRouteHandlers } from './rule-route-handlers.ts';

interface Options {
  services: Services;
  codeGuard: CodeGuard;
  codeJoin: CodeJoinHost;
  redeemTicket: (ticket: string) => string | undefined;
  hostInfo: () => HostInfo;
  /** Tries whether a port can be reached from here. */
  knockAt: (address: string, port: number) => Promise<RouteOutput<'lookBack'>['outcome']>;
  peopleSpaceId: string;
  settings: HostSettingsService;
  startedAt: number;
}

/** One line a route: the surface translates, the services decide. */
export function createRouteHandlers({
  services,
  codeGuard,
  codeJoin,
  redeemTicket,
  hostInfo,
  knockAt,
  peopleSpaceId,
  settings,
  startedAt,
}: Options): RouteHandlers {
  const { identities, rooms, memberships, chat, typing } = services;
  return {
    ...createChatRouteHandlers(services),
    ...createConversationRouteHandlers(services),
    ...createFileRouteHandlers(services),
    ...createRuleRouteHandlers(services, codeGuard),
    ...createHouseRouteHandlers(services, codeGuard),
    ...createAgentRouteHandlers(services),
    ...createCodeJoinHandlers(codeJoin),
    ...createAdminRouteHandlers({ services, hostInfo, settings, startedAt }),
    createGuest: ({ body }) => identities.createGuest(body),
    getMe: async ({ actor }) => ({ user: await identities.getUser(actor.userId) }),
    updateMe: async ({ actor, body }) => ({
      user: await identities.updateProfile(actor, {
        ...(body.displayName !== undefined && { displayName: body.displayName }),
        ...(body.status !== undefined && { status: body.status }),
        ...(body.statusText !== undefined && { statusText: body.statusText }),
        ...(body.statusText && body.statusUntil && { statusUntil: Date.parse(body.statusUntil) }),
      }),
    }),

    listRooms: ({ actor, query }) => rooms.listRooms(actor, query),
    createRoom: async ({ actor, body }) => ({ room: await rooms.createRoom(actor, body) }),
    getRoomByCode: ({ actor, params, address }) =>
      codeGuard.look(
        address,
        async () => ({ room: await rooms.getRoomByCode(actor, params.roomCode) }),
        params.roomCode,
      ),
    getRoom: async ({ actor, params }) => ({ room: await rooms.getRoom(actor, params.roomId) }),
    updateRoom: async ({ actor, params, body }) => ({
      room: await rooms.updateSettings(actor, params.roomId, body),
    }),
    replaceRoom: async ({ actor, params, body }) => ({
      room: await rooms.updateSettings(actor, params.roomId, body),
    }),
    updateRoomState: async ({ actor, params, body }) => ({
      state: await rooms.updateState(actor, params.roomId, body),
    }),
    async deleteRoom({ actor, params }) {
      await rooms.deleteRoom(actor, params.roomId);
      return {};
    },

    async joinRoom({ actor, params, body, address }) {
      const { displayName, password } = body;
      const roomId = (body.ticket !== undefined && redeemTicket(body.ticket)) || params.roomId;
      const enter = () => memberships.joinRoom(actor, { roomId, displayName, password });
      const { room, participants } = await codeGuard.prove(address, password, enter);
      return { room, participants };
    },
    async leaveRoom({ actor, params }) {
      await memberships.leaveRoom(actor, params.roomId);
      return { roomId: params.roomId };
    },
    async leaveRoomByDelete({ actor, params }) {
      await memberships.leaveRoom(actor, params.roomId);
      return { roomId: params.roomId };
    },
    listParticipants: async ({ actor, params }) => ({
      participants: await memberships.listParticipants(actor, params.roomId),
    }),

    listMessages: ({ actor, params, query }) => chat.listMessages(actor, params.roomId, query),
    async sendMessage({ actor, params, body, setStatus }) {
      const { message, isRepeat } = await chat.postMessage(actor, params.roomId, body);
      if (isRepeat) setStatus(200);
      return { message };
    },
    async sendMessageAnywhere({ actor, body, setStatus }) {
      const { message, isRepeat } = await chat.postMessage(actor, body.roomId, body);
      if (isRepeat) setStatus(200);
      return { message };
    },
    getMessage: async ({ actor, params }) => ({ message: await chat.getMessage(actor, params.messageId) }),
    async listTyping({ actor, params }) {
      await memberships.listParticipants(actor, params.roomId);
      return { userIds: typing.list(params.roomId) };
    },

    listOnlineUsers: async ({ actor }) => ({ users: await identities.listOnline(actor) }),
    listOpenRooms: async () => ({ rooms: await rooms.listOpenRooms(peopleSpaceId) }),
    lookBack: async ({ address, body }) => ({
      outcome: await knockAt(address, body.port),
      time: new Date().toISOString(),
    }),
    getHost: async () => hostInfo(),
  };
}
