import type { ChatServices } from './create-chat-services.ts';
import type { ProgramServices } from './create-program-services.ts';
import type { RuleServices } from './create-rule-services.ts';
import type { IdentityService } from './domain/identities/identity-service.ts';
import type { PresenceService } from './domain/presence/presence-service.ts';
import type { TypingService } from './domain/presence/typing-service.ts';
import type { MembershipService } from './domain/rooms/membership-service.ts';
import type { RoomDirectory } from './domain/rooms/room-directory.ts';
import type { RoomService } from './domain/rooms/room-service.ts';
import type { RoomUpkeep } from './domain/rooms/room-upkeep.ts';

/** What every surface may call. */
export interface Services extends RuleServices, ChatServices {
  readonly identities: IdentityService;
  readonly rooms: RoomService & RoomDirectory & RoomUpkeep;
  readonly memberships: MembershipService;
  readonly presence: PresenceService;
  readonly typing: TypingService;
  readonly programs: ProgramServices;
}
