import { customAlphabet } from 'nanoid';
import { ROOM_CODE_ALPHABET, ROOM_CODE_LENGTH } from '#shared/model/room-code.ts';
import type { ServerConfig } from './config.ts';
import { createChatServices } from './create-chat-services.ts';
import { createPresenceServices } from './create-presence-services.ts';
import { createProgramServices } from './create-program-services.ts';
import { createRuleServices } from './create-rule-services.ts';
import type { HostSettingsService } from './domain/administration/host-settings.ts';
import type { HostAddresses } from './domain/agents/room-agent-service.ts';
import type { Clock } from './domain/clock.ts';
import type { Publisher } from './domain/events.ts';
import { createIdentityService } from './domain/identities/identity-service.ts';
import { createAddMember } from './domain/rooms/add-member.ts';
import { createMembershipService } from './domain/rooms/membership-service.ts';
import { createRoomDirectory } from './domain/rooms/room-directory.ts';
import type { RoomLifeService } from './domain/rooms/room-life.ts';
import { createRoomService } from './domain/rooms/room-service.ts';
import { createRoomUpkeep } from './domain/rooms/room-upkeep.ts';
import type { Logger } from './logger.ts';
import type { Services } from './services.ts';
import { createCursorRepo } from './storage/cursor-repo.ts';
import type { Database } from './storage/database.ts';
import { createIdentityRepo } from './storage/identity-repo.ts';
import { createMemberRepo } from './storage/member-repo.ts';
import { createRoomRepo } from './storage/room-repo.ts';
import { fitsPassword, hashPassword } from './trust/passwords.ts';
import type { Tokens } from './trust/tokens.ts';

interface Options {
  database: Database;
  publisher: Publisher;
  tokens: Tokens;
  peopleSpaceId: string;
  joinLink: (code: string) => string;
  /** Where others reach the host, and where this machine does. */
  addresses: () => HostAddresses;
  newId: () => string;
  config: ServerConfig;
  settings: HostSettingsService;
  clock: Clock;
  logger: Logger;
}

export interface ServiceSet {
  readonly services: Services;
  readonly roomLife: RoomLifeService;
  close(): void;
}

/** The repositories that nearly all services share. */
function createRepos(database: Database) {
  return {
    rooms: createRoomRepo({ database }),
    members: createMemberRepo({ database }),
    identities: createIdentityRepo({ database }),
    cursors: createCursorRepo({ database }),
  };
}

/** Wires repositories and services; who needs whom is readable here and nowhere else. */
export async function createServices(options: Options): Promise<ServiceSet> {
  const { database, publisher, config, clock, logger, newId } = options;
  const { publish } = publisher;
  const { rooms, members, identities, cursors } = createRepos(database);
  const logFailure = (what: string) => (error: unknown) => logger.error({ error }, what);
  const { presence, typing, surroundings, door, onRoomGone } = createPresenceServices({
    ...{ rooms, identities, publish, config, clock, logFailure },
    joinLink: options.joinLink,
    tellStatus: (userId) => identityService.tellStatus(userId),
  });

  const directory = createRoomDirectory({ rooms, members, cursors, surroundings });
  const chatServices = await createChatServices({
    database,
    ...{ rooms, members, cursors, presence, surroundings, typing },
    publisher,
    config,
    viewRoom: async (actor, roomId) => directory.viewAsMember(actor, await directory.findSeen(actor, roomId)),
    newId,
    onError: logFailure('Files could not be cleaned up'),
    clock,
  });
  const { chat } = chatServices.services;
  const memberships = createMembershipService({
    rooms,
    members,
    cursors,
    identities,
    presence,
    typing,
    surroundings,
    announce: chat.announce,
    onRoomGone,
    publish,
    fitsPassword,
    isStillWaiting: door.isStillWaiting,
    clock,
  });
  const drawCode = customAlphabet(ROOM_CODE_ALPHABET, ROOM_CODE_LENGTH);
  const addMember = createAddMember({ members, surroundings, announce: chat.announce, publish, clock });
  const { programs, close: closePrograms } = await createProgramServices({
    database,
    publisher,
    rooms,
    members,
    addMember,
    leaveRoom: memberships.leaveRoom,
    onRoomGone,
    onMemberGone: presence.removeFromRoom,
    drawCode,
    newId,
    clock,
    addresses: options.addresses,
    limits: config.limits,
    cleanupEveryMs: config.cleanupEveryMs,
    onError: logFailure('A waiting program could not be answered'),
  });
  const identityService = createIdentityService({
    identities,
    tokens: options.tokens,
    presence,
    findAgent: programs.agents.findBySecret,
    onProfileChanged: memberships.tellProfileChange,
    peopleSpaceId: options.peopleSpaceId,
    clock,
    newId,
  });
  const rules = createRuleServices({
    database,
    publisher,
    rooms,
    members,
    identities,
    presence,
    typing,
    memberships,
    surroundings,
    door,
    addMember,
    announce: chat.announce,
    chores: [...chatServices.chores, identityService.endStatuses],
    rename: (actor, displayName) => identityService.updateProfile(actor, { displayName }),
    fitsPassword,
    onRoomGone,
    newId,
    config,
    settings: options.settings,
    peopleSpaceId: options.peopleSpaceId,
    clock,
    logFailure,
  });
  const services: Services = {
    ...rules.services,
    presence,
    typing,
    ...chatServices.services,
    memberships,
    programs,
    rooms: {
      ...directory,
      ...createRoomUpkeep({ rooms, surroundings, announce: chat.announce, publish, drawCode, clock }),
      ...createRoomService({
        rooms,
        directory,
        identities,
        surroundings,
        announce: chat.announce,
        onRoomGone,
        publish,
        hashPassword,
        drawCode,
        newId,
        clock,
        limits: config.limits,
      }),
    },
    identities: identityService,
  };
  return {
    services,
    roomLife: rules.roomLife,
    close() {
      closePrograms();
      chatServices.close();
      rules.close();
      presence.close();
    },
  };
}
