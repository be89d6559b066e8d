import { AppError } from '#shared/contract/errors.ts';
import type { AgentRepo, StoredAgent } from '../../storage/agent-repo.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import { chooseAgentName } from './agent-name.ts';
import { createSecret, deriveId, hashSecret } from './secrets.ts';

export type Metadata = Readonly<Record<string, unknown>>;

/** Programs as members of a space: an id, and a secret that proves it. */
export interface AgentService {
  create(
    spaceId: string,
    metadata: Metadata,
    ownerUserId?: string,
  ): Promise<{ agent: StoredAgent; secret: string }>;
  find(spaceId: string, id: string): Promise<StoredAgent | null>;
  list(spaceId: string): Promise<StoredAgent[]>;
  replaceMetadata(spaceId: string, id: string, metadata: Metadata): Promise<StoredAgent | null>;
  /** False when there was no such identity. */
  remove(spaceId: string, id: string): Promise<boolean>;
  /** Whose secret it is; null for anybody else's text and after the agent's time. */
  findBySecret(secret: string): Promise<StoredAgent | null>;
}

interface Options {
  agents: AgentRepo;
  publish: Publish;
  onGone: (userId: string, roomId: string) => void;
  clock: Clock;
}

export function createAgentService({ agents, publish, onGone, clock }: Options): AgentService {
  return {
    async create(spaceId, metadata, ownerUserId) {
      const secret = createSecret();
      const id = deriveId(secret);
      const agent = await agents.create({
        id,
        spaceId,
        secretHash: hashSecret(secret),
        displayName: chooseAgentName(metadata, id),
        metadata,
        ownerUserId: ownerUserId ?? null,
        now: clock.now(),
      });
      return { agent, secret };
    },
    find: (spaceId, id) => agents.find(spaceId, id),
    list: (spaceId) => agents.list(spaceId),
    replaceMetadata: (spaceId, id, metadata) =>
      agents.replaceMetadata(spaceId, id, { metadata, displayName: chooseAgentName(metadata, id) }),
    async remove(spaceId, id) {
      const roomIds = await agents.remove(spaceId, id, clock.now());
      for (const roomId of roomIds ?? []) {
        onGone(id, roomId);
        publish({
          name: 'room:participant-left',
          payload: { roomId, userId: id, reason: 'left' },
          to: { roomId },
        });
      }
      if (roomIds === null) return false;
      publish({ name: 'session:ended', payload: { reason: 'removed' }, to: { userId: id } });
      return true;
    },
    async findBySecret(secret) {
      const agent = await agents.findBySecret(hashSecret(secret));
      if (!agent || (agent.expiresAt !== null && agent.expiresAt <= clock.now())) return null;
      return agent;
    },
  };
}

/** Who an agent is to the services. */
export function toActor({ id, spaceId, onlyRoomId }: StoredAgent): Actor {
  return { userId: id, spaceId, ...(onlyRoomId !== null && { onlyRoomId }) };
}

/** A secret as a bearer token: what a program shows where people show their token. */
export function isSecret(token: string): boolean {
  return /^[0-9a-f]{64}$/.test(token);
}

export function refuseSecret(): AppError {
  return new AppError('UNAUTHENTICATED', 'That is no valid secret of this host.');
}
