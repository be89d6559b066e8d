import type { Actor } from '../domain/actor.ts';
import { type AgentService, toActor } from '../domain/agents/agent-service.ts';
import { deriveId, isSameSecret } from '../domain/agents/secrets.ts';
import type { ProgramRoomService } from '../domain/spaces/program-room-service.ts';
import type { SpaceService } from '../domain/spaces/space-service.ts';
import { DeaddropError } from './deaddrop-error.ts';
import type { Credentials } from './route.ts';

type Room = NonNullable<Awaited<ReturnType<ProgramRoomService['find']>>>;
type Space = NonNullable<Awaited<ReturnType<SpaceService['find']>>>;

interface Options {
  spaces: SpaceService;
  agents: AgentService;
  rooms: ProgramRoomService;
  adminToken: string;
  /** Administration asks for nothing. */
  isOpen: boolean;
}

/** Who may pass; each check is one of the order that its route's table row names. */
export interface Doors {
  assertAdmin(credentials: Credentials): void;
  /** Throws 404 for an unknown namespace. */
  findSpace(ns: string): Promise<Space>;
  /** Throws 410; an unknown namespace passes, because the secret's check comes after. */
  assertNotArchived(ns: string): Promise<void>;
  requireOwner(ns: string, credentials: Credentials): Promise<Space>;
  requireIdentity(ns: string, credentials: Credentials): Promise<Actor>;
  /** 401, room 404, member 403, namespace 404. */
  requireMember(ns: string, roomId: string, credentials: Credentials): Promise<{ actor: Actor; room: Room }>;
  /** The identity behind a secret, whatever namespace it belongs to. */
  findIdentity(credentials: Credentials): Promise<Actor | null>;
}

export function requireInbox(credentials: Credentials): string {
  if (credentials.inbox === null) throw new DeaddropError(401, 'X-Inbox-Secret header required');
  return credentials.inbox;
}

export function requireNamespace(credentials: Credentials): string {
  if (credentials.namespace === null) throw new DeaddropError(401, 'X-Namespace-Secret header required');
  return credentials.namespace;
}

export function createDoors({ spaces, agents, rooms, adminToken, isOpen }: Options): Doors {
  async function findIdentity(credentials: Credentials): Promise<Actor | null> {
    const agent = await agents.findBySecret(requireInbox(credentials));
    return agent && toActor(agent);
  }

  return {
    assertAdmin({ admin }) {
      if (isOpen) return;
      if (admin === null) throw new DeaddropError(401, 'X-Admin-Token header required');
      if (!isSameSecret(admin, adminToken)) throw new DeaddropError(403, 'Invalid admin token');
    },
    async findSpace(ns) {
      const space = await spaces.find(ns);
      if (!space) throw new DeaddropError(404, 'Namespace not found');
      return space;
    },
    async assertNotArchived(ns) {
      if ((await spaces.find(ns))?.archivedAt) throw new DeaddropError(410, 'Namespace is archived');
    },
    async requireOwner(ns, credentials) {
      const secret = requireNamespace(credentials);
      const space = await spaces.find(ns);
      if (!space || !spaces.isOwner(space, secret)) throw new DeaddropError(403, 'Invalid namespace secret');
      return space;
    },
    async requireIdentity(ns, credentials) {
      const actor = await findIdentity(credentials);
      if (actor?.spaceId !== ns) throw new DeaddropError(403, 'Invalid inbox secret or not in namespace');
      return actor;
    },
    async requireMember(ns, roomId, credentials) {
      const secret = requireInbox(credentials);
      const room = await rooms.find(roomId);
      if (!room) throw new DeaddropError(404, 'Room not found');
      const actor = await findIdentity(credentials);
      const seat = actor && (await rooms.findSeat(roomId, deriveId(secret)));
      if (!actor || !seat) throw new DeaddropError(403, 'Not a member of this room');
      if (room.spaceId !== ns) throw new DeaddropError(404, 'Room not found in this namespace');
      return { actor, room };
    },
    findIdentity,
  };
}
