import type { Limits } from '#shared/contract/limits.ts';
import { type AgentService, createAgentService } from './domain/agents/agent-service.ts';
import { createInboxService, type InboxService } from './domain/agents/inbox-service.ts';
import { createIdentityInviteService, type IdentityInviteService } from './domain/agents/invite-service.ts';
import {
  createRoomAgentService,
  type HostAddresses,
  type RoomAgentService,
} from './domain/agents/room-agent-service.ts';
import { createMessageWaiters, type MessageWaiters } from './domain/chat/message-waiters.ts';
import { createTopicWatch, type TopicWatch } from './domain/chat/topic-watch.ts';
import type { Clock } from './domain/clock.ts';
import type { Publisher } from './domain/events.ts';
import type { AddMember } from './domain/rooms/add-member.ts';
import { createProgramRoomService, type ProgramRoomService } from './domain/spaces/program-room-service.ts';
import { createSpaceService, type SpaceService } from './domain/spaces/space-service.ts';
import { createAgentRepo } from './storage/agent-repo.ts';
import type { Database } from './storage/database.ts';
import { createInboxRepo } from './storage/inbox-repo.ts';
import { createIdentityInviteRepo } from './storage/invite-repo.ts';
import type { MemberRepo } from './storage/member-repo.ts';
import { createProgramRoomRepo } from './storage/program-room-repo.ts';
import { createRoomAgentRepo } from './storage/room-agent-repo.ts';
import type { RoomRepo } from './storage/room-repo.ts';
import { createSpaceRepo } from './storage/space-repo.ts';

/** What programs use: namespaces, identities with secrets, rooms with long poll, 1:1 inboxes. */
export interface ProgramServices {
  readonly spaces: SpaceService;
  readonly agents: AgentService;
  readonly roomAgents: RoomAgentService;
  readonly rooms: ProgramRoomService;
  readonly waiters: MessageWaiters;
  readonly topics: TopicWatch;
  readonly inbox: InboxService;
  readonly invites: IdentityInviteService;
}

interface Options {
  database: Database;
  publisher: Publisher;
  rooms: RoomRepo;
  members: MemberRepo;
  addMember: AddMember;
  leaveRoom: (actor: { userId: string; spaceId: string }, roomId: string) => Promise<void>;
  onRoomGone: (roomId: string) => void;
  onMemberGone: (userId: string, roomId: string) => void;
  drawCode: () => string;
  newId: () => string;
  clock: Clock;
  addresses: () => HostAddresses;
  limits: Pick<Limits, 'roomCapacityCeiling'>;
  cleanupEveryMs: number;
  onError: (error: unknown) => void;
}

export async function createProgramServices(
  options: Options,
): Promise<{ programs: ProgramServices; close: () => void }> {
  const { database, publisher, clock, onError } = options;
  const { publish } = publisher;
  const programRooms = createProgramRoomRepo({ database });
  const waiters = createMessageWaiters({ readAfter: programRooms.readAfter, onError, clock });
  const topics = createTopicWatch();
  const inbox = createInboxService({
    inbox: await createInboxRepo({ database, now: clock.now }),
    onLetter: (toId, mid) => topics.tellNews(`inbox:${toId}`, mid),
    clock,
    cleanupEveryMs: options.cleanupEveryMs,
    onError,
  });
  const unsubscribe = publisher.subscribe((event) => {
    if (event.name !== 'host:closing') {
      waiters.handleEvent(event);
      return topics.handleEvent(event);
    }
    // Whoever waits gets an answer instead of a broken line.
    waiters.close();
    topics.close();
    inbox.close();
  });
  inbox.start();
  const agents = createAgentService({
    agents: createAgentRepo({ database }),
    publish,
    onGone: options.onMemberGone,
    clock,
  });
  const roomAgents = createRoomAgentService({
    ...options,
    agents,
    roomAgents: createRoomAgentRepo({ database }),
  });
  roomAgents.start();
  return {
    programs: {
      spaces: createSpaceService({
        spaces: createSpaceRepo({ database }),
        publish,
        onRoomGone: options.onRoomGone,
        clock,
      }),
      agents,
      roomAgents,
      rooms: createProgramRoomService({ ...options, programRooms, publish }),
      waiters,
      topics,
      inbox,
      invites: createIdentityInviteService({ invites: createIdentityInviteRepo({ database }), clock }),
    },
    close() {
      unsubscribe();
      waiters.close();
      topics.close();
      inbox.close();
      roomAgents.close();
    },
  };
}
