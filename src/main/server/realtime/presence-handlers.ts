import { AppError } from '#shared/contract/errors.ts';
import type { RealtimeServices, RequestHandlers } from './request-handlers.ts';
import { resolveRoomId } from './resolve-room-id.ts';

export function createPresenceHandlers({
  services: { identities, presence, typing, voice },
}: {
  services: RealtimeServices;
}): Pick<RequestHandlers, 'room:typing' | 'room:presence-update' | 'room:voice-start' | 'room:voice-stop'> {
  return {
    async 'room:voice-start'(context, { roomId }) {
      voice.start(resolveRoomId(context, roomId), context.actor.userId, context.session.id);
      return {};
    },
    async 'room:voice-stop'(context, { roomId }) {
      voice.stop(resolveRoomId(context, roomId), context.actor.userId);
      return {};
    },
    async 'room:typing'(context, { roomId, isTyping }) {
      const room = resolveRoomId(context, roomId);
      const { userId } = context.actor;
      if (!presence.isPresent(room, userId)) throw new AppError('NOT_A_MEMBER', 'You are not in this room.');
      typing.setTyping(room, userId, isTyping);
      return {};
    },
    async 'room:presence-update'({ session, actor }, { status, isIdle }) {
      presence.heartbeat(session.id);
      if (isIdle !== undefined) presence.setIdle(session.id, isIdle);
      // A client may repeat its status with every heartbeat; rooms hear of it when it changes.
      if (status !== undefined && status !== session.lastStatus) {
        await identities.updateProfile(actor, { status });
        session.lastStatus = status;
      }
      return {};
    },
  };
}
