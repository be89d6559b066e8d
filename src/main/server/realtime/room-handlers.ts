import type { LookUpCode, ProvePassword } from '../domain/limits/guesses.ts';
import type { RealtimeServices, RequestHandlers } from './request-handlers.ts';
import { resolveRoomId } from './resolve-room-id.ts';
import { rememberJoined } from './session.ts';
import type { Subscriptions } from './subscriptions.ts';

type RoomRequests = 'room:join' | 'room:leave' | 'room:state-update' | 'lobby:watch';

export function createRoomHandlers({
  services,
  subscriptions,
  lookUpCode,
  provePassword,
  redeemTicket,
}: {
  services: RealtimeServices;
  lookUpCode: LookUpCode;
  provePassword: ProvePassword;
  redeemTicket: (ticket: string) => string | undefined;
  subscriptions: Subscriptions;
}): Pick<RequestHandlers, RoomRequests> {
  const { memberships, rooms, chat, direct, voice } = services;
  return {
    async 'room:join'({ session, actor, outlet }, { lastSeq, lastRev, ticket, ...given }) {
      // A ticket that has expired meanwhile does no harm to who can name the room in another way.
      const proven = ticket === undefined ? undefined : redeemTicket(ticket);
      const request = proven === undefined ? given : { ...given, roomId: proven };
      const enter = () => memberships.joinRoom(actor, { ...request, connectionId: session.id });
      const joined = await (request.roomId === undefined
        ? lookUpCode(session.address, enter, request.roomCode)
        : provePassword(session.address, request.password, enter));
      const roomId = joined.room.id;
      // Listening begins before history is read: what is published in between arrives twice rather than never.
      subscriptions.enter(outlet, roomId);
      rememberJoined(session, roomId);
      // Who lost the seat before the listening began must not go on hearing.
      const missed = await chat.catchUp(actor, roomId, { lastSeq, lastRev }).catch((error: unknown) => {
        subscriptions.leave(outlet, roomId);
        throw error;
      });
      const { currentMode, conversationActive, locked, hostUserId } = joined.room;
      const state = { currentMode, conversationActive, locked, hostUserId };
      return { ...joined, state, voiceUserIds: voice.list(roomId), ...missed };
    },
    async 'room:leave'(context, input) {
      const roomId = resolveRoomId(context, input.roomId);
      await memberships.leaveRoom(context.actor, roomId);
      return { roomId };
    },
    async 'room:state-update'(context, { roomId, ...change }) {
      return { state: await rooms.updateState(context.actor, resolveRoomId(context, roomId), change) };
    },
    async 'lobby:watch'({ session, actor, outlet }) {
      subscriptions.watch(outlet);
      // As with joining: listening begins before the rooms are looked at, and who lost a seat until then stops.
      const roomIds = await rooms.listOwnRoomIds(actor);
      for (const roomId of roomIds) subscriptions.enter(outlet, roomId);
      const seats = await rooms.listOwnSeats(actor);
      const seated = new Set(seats.map(({ id }) => id));
      for (const roomId of roomIds) if (!seated.has(roomId)) subscriptions.leave(outlet, roomId);
      return { rooms: await direct.enterAll(actor, session.id, seats) };
    },
  };
}
