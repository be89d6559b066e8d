import type { SystemEvent } from '#shared/model/message.ts';
import type { ServerConfig } from './config.ts';
import { createDoorServices } from './create-door-services.ts';
import { createRoomEnds } from './create-room-ends.ts';
import type { Actor } from './domain/actor.ts';
import {
  type AdministrationService,
  createAdministrationService,
} from './domain/administration/administration-service.ts';
import type { HostSettingsService } from './domain/administration/host-settings.ts';
import { type AnalyticsService, createAnalyticsService } from './domain/analytics/analytics-service.ts';
import type { Clock } from './domain/clock.ts';
import type { Publisher } from './domain/events.ts';
import { createRoomInviteService, type RoomInviteService } from './domain/invites/room-invite-service.ts';
import { createModerationService, type ModerationService } from './domain/moderation/moderation-service.ts';
import { createMentionNotices } from './domain/notifications/mention-notices.ts';
import {
  createNotificationService,
  type NotificationService,
} from './domain/notifications/notification-service.ts';
import type { PresenceService } from './domain/presence/presence-service.ts';
import type { TypingService } from './domain/presence/typing-service.ts';
import { createVoiceService, type VoiceService } from './domain/presence/voice-service.ts';
import type { AddMember } from './domain/rooms/add-member.ts';
import { startLobbyNotices } from './domain/rooms/lobby-notices.ts';
import type { MembershipService } from './domain/rooms/membership-service.ts';
import type { RoomLifeService } from './domain/rooms/room-life.ts';
import type { RoomSurroundings } from './domain/rooms/room-view.ts';
import type { Door } from './domain/waiting/waiting-rules.ts';
import type { WaitingService } from './domain/waiting/waiting-service.ts';
import { createAdministrationRepo } from './storage/administration-repo.ts';
import { createAnalyticsRepo } from './storage/analytics-repo.ts';
import { createAuditRepo } from './storage/audit-repo.ts';
import type { Database } from './storage/database.ts';
import type { IdentityRepo } from './storage/identity-repo.ts';
import type { MemberRepo } from './storage/member-repo.ts';
import { createModerationRepo } from './storage/moderation-repo.ts';
import { createNotificationRepo } from './storage/notification-repo.ts';
import { createRoomInviteRepo } from './storage/room-invite-repo.ts';
import type { RoomRepo } from './storage/room-repo.ts';

/** Lobbies ask again this often at most, whatever happens on the host. */
const LOBBY_NOTICE_EVERY_MS = 1_000;

/** What the rules of rooms let people do to each other, and what the host does to all of them. */
export interface RuleServices {
  readonly moderation: ModerationService;
  readonly voice: VoiceService;
  readonly waiting: WaitingService;
  readonly invites: RoomInviteService;
  readonly notifications: NotificationService;
  readonly analytics: AnalyticsService;
  readonly administration: AdministrationService;
}

interface Options {
  database: Database;
  publisher: Publisher;
  rooms: RoomRepo;
  members: MemberRepo;
  identities: IdentityRepo;
  presence: PresenceService;
  typing: TypingService;
  memberships: MembershipService;
  surroundings: RoomSurroundings;
  door: Door;
  addMember: AddMember;
  announce: (roomId: string, event: SystemEvent) => Promise<void>;
  /** Work of others in the same rhythm. */
  chores: readonly (() => Promise<void>)[];
  rename: (actor: Actor, displayName: string) => Promise<unknown>;
  fitsPassword: (password: string, hash: string) => Promise<boolean>;
  onRoomGone: (roomId: string) => void;
  peopleSpaceId: string;
  newId: () => string;
  config: ServerConfig;
  settings: HostSettingsService;
  clock: Clock;
  logFailure: (what: string) => (error: unknown) => void;
}

export function createRuleServices(options: Options): {
  services: RuleServices;
  roomLife: RoomLifeService;
  close: () => void;
} {
  const { database, publisher, rooms, members, identities, presence, clock, config } = options;
  const { memberships, surroundings, door, addMember, announce, onRoomGone, newId } = options;
  const { publish } = publisher;
  const audit = createAuditRepo({ database });
  const moderation = createModerationRepo({ database });
  const inviteRepo = createRoomInviteRepo({ database });
  const notificationRepo = createNotificationRepo({ database });
  const { waiting, doorKeeper } = createDoorServices({
    ...{ database, rooms, members, audit, door, addMember, publish, clock },
    isOnline: presence.isOnline,
    rename: options.rename,
    fitsPassword: options.fitsPassword,
    onError: options.logFailure('The door of a room could not be kept'),
  });
  const notifications = createNotificationService({
    notifications: notificationRepo,
    publish,
    newId,
    clock,
  });
  const analytics = createAnalyticsService({
    analytics: createAnalyticsRepo({ database }),
    rooms,
    members,
    listOccupied: presence.listOccupied,
    hasCall: surroundings.hasCall,
    everyMs: config.cleanupEveryMs,
    clock,
  });
  const roomLife = createRoomEnds({
    ...{ database, rooms, members, notifications, announce, onRoomGone, publish, config, clock },
    records: [inviteRepo.deleteExpired, notificationRepo.deleteBefore, audit.deleteBefore],
    collectFigures: analytics.collect,
    chores: options.chores,
    onError: options.logFailure('Clean-up failed'),
    settings: options.settings,
  });
  const voice = createVoiceService({ isPresent: presence.isPresent, publish });
  const mentions = createMentionNotices({
    notifications,
    isPresent: presence.isPresent,
    onError: options.logFailure('A mention was not kept'),
  });
  const stopListening = [doorKeeper, voice, mentions].map(({ handleEvent }) =>
    publisher.subscribe(handleEvent),
  );
  doorKeeper.start();
  const { subscribe } = publisher;
  const stopLobbyNotices = startLobbyNotices({ subscribe, publish, clock, everyMs: LOBBY_NOTICE_EVERY_MS });
  return {
    roomLife,
    services: {
      voice,
      waiting,
      notifications,
      analytics,
      moderation: createModerationService({
        moderation,
        audit,
        rooms,
        members,
        presence,
        typing: options.typing,
        surroundings,
        announce,
        publish,
        clock,
        limits: config.limits,
      }),
      invites: createRoomInviteService({
        invites: inviteRepo,
        rooms,
        members,
        identities,
        notifications,
        memberships,
        addMember,
        door,
        joinLink: surroundings.joinLink,
        newId,
        clock,
      }),
      administration: createAdministrationService({
        administration: createAdministrationRepo({ database }),
        audit,
        moderation,
        rooms,
        members,
        identities,
        presence,
        leaveRoom: memberships.leaveRoom,
        cleanUp: roomLife.cleanUp,
        spaceId: options.peopleSpaceId,
        onRoomGone,
        publish,
        clock,
      }),
    },
    close() {
      for (const stop of stopListening) stop();
      stopLobbyNotices();
      roomLife.stop();
      doorKeeper.stop();
    },
  };
}
