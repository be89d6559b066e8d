import { AppError } from '#shared/contract/errors.ts';
import type { Limits } from '#shared/contract/limits.ts';
import type { Agent, AgentLines, AgentScope } from '#shared/model/agent.ts';
import { isAllowed, POLICIES } from '#shared/model/policy.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import type { RoomAgentRepo, StoredRoomAgent } from '../../storage/room-agent-repo.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import type { StoredRoom } from '../../storage/room-row.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { AddMember } from '../rooms/add-member.ts';
import { assertMay, decideJoin, roomNotFound } from '../rooms/room-rules.ts';
import { writeInvitation } from './agent-invitation.ts';
import { writeAgentLines } from './agent-lines.ts';
import type { AgentService } from './agent-service.ts';

export interface AgentWish {
  readonly name: string;
  readonly scope: AgentScope;
  readonly expiresInHours?: number | null | undefined;
}

export interface InvitedAgent {
  readonly agent: Agent;
  readonly namespace: string;
  readonly secret: string;
  readonly invitation: string;
  readonly lines: AgentLines;
}

/** Agents that people ask into their rooms, each with an identity, a scope and an end of its own. */
export interface RoomAgentService {
  invite(actor: Actor, roomId: string, wish: AgentWish): Promise<InvitedAgent>;
  list(actor: Actor, roomId: string): Promise<Agent[]>;
  /** For who asked it in, and for those who may remove members. */
  revoke(actor: Actor, roomId: string, agentId: string): Promise<void>;
  start(): void;
  close(): void;
}

/** How this host is found and believed. */
export interface HostAddresses {
  readonly baseUrl: string;
  readonly loopbackUrl: string;
  readonly hostId: string;
  readonly hostName: string;
  readonly fingerprint: string;
  /** Of the certificate's key, for programs that know it by that. */
  readonly keyPin: string;
  /** Encrypted ones, best first. */
  readonly secureUrls: readonly string[];
}

interface Options {
  agents: AgentService;
  roomAgents: RoomAgentRepo;
  rooms: RoomRepo;
  members: MemberRepo;
  addMember: AddMember;
  addresses: () => HostAddresses;
  clock: Clock;
  limits: Pick<Limits, 'roomCapacityCeiling'>;
  cleanupEveryMs: number;
  onError: (error: unknown) => void;
}

const HOUR = 3_600_000;
const toIso = (milliseconds: number) => new Date(milliseconds).toISOString();

const viewAgent = (stored: StoredRoomAgent): Agent => ({
  id: stored.userId,
  roomId: stored.roomId,
  displayName: stored.displayName,
  scope: stored.scope,
  invitedBy: stored.invitedBy,
  invitedByName: stored.invitedByName,
  createdAt: toIso(stored.createdAt),
  expiresAt: stored.expiresAt === null ? null : toIso(stored.expiresAt),
});

export function createRoomAgentService(options: Options): RoomAgentService {
  const { agents, roomAgents, rooms, members, clock } = options;
  let cancelCleanup: () => void = () => {};

  async function findRoom(actor: Actor, roomId: string): Promise<StoredRoom> {
    const room = await rooms.find(roomId);
    if (!room || room.spaceId !== actor.spaceId) throw roomNotFound();
    return room;
  }

  async function removeExpired(): Promise<void> {
    for (const { spaceId, userId } of await roomAgents.listExpired(clock.now())) {
      await agents.remove(spaceId, userId);
    }
  }

  function scheduleCleanup(): void {
    cancelCleanup = clock.after(options.cleanupEveryMs, () => {
      removeExpired().catch(options.onError).finally(scheduleCleanup);
    });
  }

  return {
    async invite(actor, roomId, { name, scope, expiresInHours }) {
      const room = await findRoom(actor, roomId);
      const inviter = await members.find(roomId, actor.userId);
      assertMay(room, inviter?.role ?? null, 'invite');
      if (inviter?.kind === 'agent') {
        throw new AppError('NOT_ALLOWED', 'Agents do not ask further agents in.');
      }
      const { agent, secret } = await agents.create(actor.spaceId, { display_name: name }, actor.userId);
      const now = clock.now();
      const seat = roomAgents.enter({
        userId: agent.id,
        roomId,
        invitedBy: actor.userId,
        scope,
        expiresAt: expiresInHours ? now + expiresInHours * HOUR : null,
        now,
      });
      try {
        await options.addMember(
          roomId,
          agent.id,
          (situation) =>
            decideJoin(situation, {
              // Who asks the agent in vouches for it; lock and limit hold.
              provenPasswordHash: situation.room.passwordHash,
              hasPassword: true,
              ceiling: options.limits.roomCapacityCeiling,
              isStillWaiting: () => true,
            }),
          seat,
        );
      } catch (error) {
        await agents.remove(actor.spaceId, agent.id);
        throw error;
      }
      const stored = await roomAgents.find(roomId, agent.id);
      if (!stored) throw roomNotFound();
      const ns = actor.spaceId;
      const { baseUrl, loopbackUrl, secureUrls, keyPin, ...host } = options.addresses();
      const invitation = writeInvitation({ ...host, urls: secureUrls, ns, roomId, secret });
      const { fingerprint } = host;
      const place = { baseUrl, loopbackUrl, fingerprint, keyPin, ns, roomId, secret };
      const lines = writeAgentLines({ ...place, scope, invitation });
      return { agent: viewAgent(stored), namespace: ns, secret, invitation, lines };
    },

    async list(actor, roomId) {
      const room = await findRoom(actor, roomId);
      assertMay(room, (await members.find(roomId, actor.userId))?.role ?? null, 'view');
      return (await roomAgents.list(roomId)).map(viewAgent);
    },

    async revoke(actor, roomId, agentId) {
      const room = await findRoom(actor, roomId);
      const own = await members.find(roomId, actor.userId);
      assertMay(room, own?.role ?? null, 'view');
      const agent = await roomAgents.find(roomId, agentId);
      if (!agent) throw new AppError('USER_NOT_FOUND', 'There is no such agent in this room.');
      const seat = await members.find(roomId, agentId);
      const mayRemove = isAllowed(POLICIES[room.policy], own?.role ?? null, 'remove-member', seat?.role);
      if (agent.invitedBy !== actor.userId && !mayRemove) {
        throw new AppError('NOT_ALLOWED', 'Only who asked the agent in, or a moderator, may do that.');
      }
      await agents.remove(agent.spaceId, agentId);
    },

    start: scheduleCleanup,
    close: () => cancelCleanup(),
  };
}
