import type { RequestName, RequestOutput, RequestParsed } from '#shared/contract/realtime.ts';
import type { Actor } from '../domain/actor.ts';
import type { ChatService } from '../domain/chat/chat-service.ts';
import type { MessageService } from '../domain/chat/message-service.ts';
import type { DirectService } from '../domain/direct/direct-service.ts';
import type { IdentityService } from '../domain/identities/identity-service.ts';
import type { ModerationService } from '../domain/moderation/moderation-service.ts';
import type { PresenceService } from '../domain/presence/presence-service.ts';
import type { TypingService } from '../domain/presence/typing-service.ts';
import type { VoiceService } from '../domain/presence/voice-service.ts';
import type { MembershipService } from '../domain/rooms/membership-service.ts';
import type { RoomDirectory } from '../domain/rooms/room-directory.ts';
import type { RoomService } from '../domain/rooms/room-service.ts';
import type { SearchService } from '../domain/search/search-service.ts';
import type { WaitingService } from '../domain/waiting/waiting-service.ts';
import type { Outlet } from './broadcast-channel.ts';
import type { Session } from './session.ts';

/** What this surface calls. */
export interface RealtimeServices {
  readonly identities: Pick<IdentityService, 'authenticate' | 'getUser' | 'updateProfile'>;
  readonly rooms: Pick<RoomService, 'updateState'> & Pick<RoomDirectory, 'listOwnRoomIds' | 'listOwnSeats'>;
  readonly memberships: Pick<MembershipService, 'joinRoom' | 'leaveRoom'>;
  readonly chat: Pick<ChatService, 'postMessage' | 'catchUp' | 'markRead' | 'markUnreadFrom'>;
  readonly direct: Pick<DirectService, 'enterAll'>;
  readonly search: SearchService;
  readonly messages: Pick<
    MessageService,
    | 'editMessage'
    | 'deleteMessage'
    | 'react'
    | 'pinMessage'
    | 'vote'
    | 'closePoll'
    | 'saveMessage'
    | 'unsaveMessage'
  >;
  readonly presence: Pick<PresenceService, 'connect' | 'disconnect' | 'heartbeat' | 'isPresent' | 'setIdle'>;
  readonly typing: Pick<TypingService, 'setTyping'>;
  readonly voice: VoiceService;
  readonly moderation: Pick<ModerationService, 'kick' | 'ban' | 'unban' | 'changeMember'>;
  readonly waiting: Pick<WaitingService, 'wait' | 'stopWaiting' | 'admit' | 'admitAll' | 'deny' | 'list'>;
}

export interface RequestContext {
  readonly session: Session;
  readonly actor: Actor;
  readonly outlet: Outlet;
}

/** Everything but logging in, which is what makes a context. */
export type HandledName = Exclude<RequestName, 'room:authenticate'>;

export type RequestHandler<N extends RequestName> = (
  context: RequestContext,
  input: RequestParsed<N>,
) => Promise<RequestOutput<N>>;

/** A request without a handler does not compile. */
export type RequestHandlers = { readonly [N in HandledName]: RequestHandler<N> };
