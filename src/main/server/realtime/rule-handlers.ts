import { AppError } from '#shared/contract/errors.ts';
import type { LookUpCode, ProvePassword } from '../domain/limits/guesses.ts';
import type { RealtimeServices, RequestHandlers } from './request-handlers.ts';
import { resolveRoomId } from './resolve-room-id.ts';

type RuleName =
  | 'room:kick'
  | 'room:ban'
  | 'room:unban'
  | 'room:member-update'
  | 'room:wait'
  | 'room:stop-waiting'
  | 'room:admit'
  | 'room:deny';

export function createRuleHandlers({
  services: { moderation, waiting },
  lookUpCode,
  provePassword,
}: {
  services: RealtimeServices;
  lookUpCode: LookUpCode;
  provePassword: ProvePassword;
}): Pick<RequestHandlers, RuleName> {
  return {
    async 'room:kick'(context, { roomId, userId, reason }) {
      await moderation.kick(context.actor, resolveRoomId(context, roomId), userId, reason || null);
      return {};
    },
    async 'room:ban'(context, { roomId, userId, reason }) {
      const room = resolveRoomId(context, roomId);
      return { ban: await moderation.ban(context.actor, room, userId, reason || null) };
    },
    async 'room:unban'(context, { roomId, userId }) {
      await moderation.unban(context.actor, resolveRoomId(context, roomId), userId);
      return {};
    },
    async 'room:member-update'(context, { roomId, userId, ...change }) {
      const room = resolveRoomId(context, roomId);
      return { participant: await moderation.changeMember(context.actor, room, userId, change) };
    },
    'room:wait'({ session, actor }, request) {
      const enter = () => waiting.wait(actor, request);
      return request.roomId === undefined
        ? lookUpCode(session.address, enter, request.roomCode)
        : provePassword(session.address, request.password, enter);
    },
    async 'room:stop-waiting'({ actor }, { roomId }) {
      await waiting.stopWaiting(actor, roomId);
      return {};
    },
    async 'room:admit'(context, { roomId, userId, all }) {
      const room = resolveRoomId(context, roomId);
      if (all) return waiting.admitAll(context.actor, room);
      if (userId === undefined) throw new AppError('BAD_REQUEST', 'Give userId or all.', { path: 'userId' });
      await waiting.admit(context.actor, room, userId);
      return { admitted: [userId], waiting: await waiting.list(context.actor, room) };
    },
    async 'room:deny'(context, { roomId, userId, reason }) {
      await waiting.deny(context.actor, resolveRoomId(context, roomId), userId, reason || null);
      return {};
    },
  };
}
