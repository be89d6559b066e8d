import { TIMES } from '#shared/contract/limits.ts';
import type { SystemEvent } from '#shared/model/message.ts';
import type { ServerConfig } from './config.ts';
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
import { createLifeClock } from './domain/rooms/life-clock.ts';
import { startLobbyNotices } from './domain/rooms/lobby-notices.ts';
import type { MembershipService } from './domain/rooms/membership-service.ts';
import { createRoomHeralds } from './domain/rooms/room-heralds.ts';
import { createRoomLife, type RoomLifeService } from './domain/rooms/room-life.ts';
import type { RoomSurroundings } from './domain/rooms/room-view.ts';
import { removeInPortions } from './domain/upkeep/in-portions.ts';
import { createDoorKeeper, type DoorKeeper } from './domain/waiting/door-keeper.ts';
import type { Door } from './domain/waiting/waiting-rules.ts';
import { createWaitingService, type WaitingService } from './domain/waiting/waiting-service.ts';
import { createAdministrationRepo } from './storage/administration-repo.ts';
import { createAnalyticsRepo } from './storage/analytics-repo.ts';
import { type AuditRepo, createAuditRepo } from './storage/audit-repo.ts';
import type { Database } from './storage/database.ts';
import type { IdentityRepo } from './storage/identity-repo.ts';
import type { MemberRepo } from './storage/member-repo.ts';
import { createModerationRepo } from './storage/moderation-repo.ts';
import { createNotificationRepo } from './storage/notification-repo.ts';
import { createRoomInviteRepo } from './storage/room-invite-repo.ts';
import { createRoomLifeRepo } from './storage/room-life-repo.ts';
import type { RoomRepo } from './storage/room-repo.ts';
import { createWaitingRepo } from './storage/waiting-repo.ts';

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

/** The two halves of the door: who waits, and who is let in when. */
function createDoorServices(
  options: Options,
  audit: AuditRepo,
): { waiting: WaitingService; doorKeeper: DoorKeeper } {
  const { database, publisher, rooms, members, presence, clock, door, addMember } = options;
  const waitingRepo = createWaitingRepo({ database });
  const shared = { waiting: waitingRepo, rooms, members, door, addMember, publish: publisher.publish, clock };
  const doorKeeper = createDoorKeeper({
    ...shared,
    isOnline: presence.isOnline,
    onError: options.logFailure('The door of a room could not be kept'),
  });
  const waiting = createWaitingService({
    ...shared,
    rename: options.rename,
    fitsPassword: options.fitsPassword,
    tellDoor: doorKeeper.tellDoor,
    addAudit: (actor, room, userId) =>
      audit.add({
        spaceId: room.spaceId,
        roomId: room.id,
        roomName: room.name,
        actorId: actor.userId,
        action: 'admit',
        targetId: userId,
        detail: null,
        now: clock.now(),
      }),
  });
  return { waiting, doorKeeper };
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
  const { waiting, doorKeeper } = createDoorServices(options, audit);
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
  const lifeClock = createLifeClock(clock);
  const heralds = createRoomHeralds({
    life: createRoomLifeRepo({ database }),
    members,
    notifications,
    announce,
    publish,
    clock,
    lifeClock,
    dayLifeMs: config.dayLifeMs,
    warnBeforeMs: Math.min(TIMES.endWarning, config.dayLifeMs / 2),
    remindBeforeMs: TIMES.startReminder,
  });
  const findRecordsEnd = () => lifeClock.findEnd(TIMES.recordLife);
  const roomLife = createRoomLife({
    rooms,
    clock,
    lifeClock,
    publish,
    onRoomGone,
    chores: [
      heralds.warnOfEnds,
      heralds.remindOfStarts,
      analytics.collect,
      () => removeInPortions((most) => inviteRepo.deleteExpired(findRecordsEnd(), most)),
      () => removeInPortions((most) => notificationRepo.deleteBefore(findRecordsEnd(), most)),
      () => removeInPortions((most) => audit.deleteBefore(findRecordsEnd(), most)),
      ...options.chores,
    ],
    onError: options.logFailure('Clean-up failed'),
    readEmptyLifeMs: () => options.settings.limits.emptyLifeMs,
    dayLifeMs: config.dayLifeMs,
    everyMs: config.cleanupEveryMs,
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
