import { AppError } from '#shared/contract/errors.ts';
import { POLICIES } from '#shared/model/policy.ts';
import type { Actor } from '../domain/actor.ts';
import { createEndings } from '../domain/identities/endings.ts';
import type { IdentityService } from '../domain/identities/identity-service.ts';
import type { PresenceService } from '../domain/presence/presence-service.ts';
import type { MembershipService } from '../domain/rooms/membership-service.ts';
import type { ProgramRoomService } from '../domain/spaces/program-room-service.ts';
import type { Line } from './line.ts';
import { encodeFrame } from './text-frame.ts';

export type IdentityPresence = Pick<PresenceService, 'connect' | 'disconnect'>;

interface Options {
  services: {
    identities: Pick<IdentityService, 'createVisitor' | 'authenticate'>;
    memberships: Pick<MembershipService, 'leaveRoom'>;
    presence: IdentityPresence;
    programs: { readonly rooms: Pick<ProgramRoomService, 'find'> };
  };
  features: readonly string[];
  onError: (error: unknown) => void;
}

/** Who each line is. A guest is made only when a line does something that needs one. */
export interface LineIdentities {
  /** Proves the token and tells the line its id. */
  greet(line: Line, token: string | null): Promise<void>;
  identify(line: Line, token: string | null): Promise<Actor>;
  listLinesOf(userId: string): readonly Line[];
  /** Their lines, to be closed; whoever is proving to be that person in this moment is refused. */
  endLinesOf(userId: string): readonly Line[];
  /** Ends what the line was in the rooms it had joined. */
  end(line: Line, roomIds: readonly string[]): void;
  /** Resolves when all that were ended have left their rooms. */
  settle(): Promise<void>;
}

export function createLineIdentities({ services, features, onError }: Options): LineIdentities {
  const { identities, memberships, presence } = services;
  const lines = new Map<string, Set<Line>>();
  const ended = new WeakSet<Line>();
  const endings = createEndings();
  const leaving = new Set<Promise<void>>();

  function enrol(line: Line, userId: string): void {
    if (ended.has(line)) return;
    const own = lines.get(userId) ?? new Set();
    lines.set(userId, own.add(line));
  }

  function forget(line: Line, userId: string): void {
    const own = lines.get(userId);
    if (own?.delete(line) && own.size === 0) lines.delete(userId);
  }

  function tellId(line: Line): void {
    line.write(encodeFrame({ type: 'client-id', id: line.actor?.userId ?? line.guestId, features }));
  }

  function become(line: Line, actor: Actor): void {
    forget(line, line.guestId);
    line.actor = actor;
    enrol(line, actor.userId);
    if (!ended.has(line)) presence.connect(line.id, actor.userId);
  }

  async function prove(line: Line, token: string): Promise<Actor> {
    const mark = endings.mark();
    const actor = await identities.authenticate(token);
    if (endings.hasEndedSince(actor.userId, mark)) {
      throw new AppError('UNAUTHENTICATED', 'That token was ended by the one who runs this host.');
    }
    if (line.actor?.userId === actor.userId) return actor;
    if (line.actor && line.rooms.size > 0) {
      throw new AppError('CONFLICT', 'This connection already belongs to somebody else.');
    }
    if (line.actor) {
      presence.disconnect(line.id);
      forget(line, line.actor.userId);
      line.isGuest = false;
    }
    become(line, actor);
    return actor;
  }

  async function endsWithLastMember(roomId: string): Promise<boolean> {
    const room = await services.programs.rooms.find(roomId);
    return room !== null && POLICIES[room.policy].endsWithLastMember;
  }

  async function leaveRooms(line: Line, actor: Actor, roomIds: readonly string[]): Promise<void> {
    for (const roomId of roomIds) {
      const isElsewhere = [...(lines.get(actor.userId) ?? [])].some((other) => other.rooms.has(roomId));
      if (isElsewhere) continue;
      // Nobody can come back as this guest; and a room that ends with its last member must not wait.
      if (line.isGuest || (await endsWithLastMember(roomId))) {
        await memberships.leaveRoom(actor, roomId).catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error;
        });
      }
    }
  }

  return {
    async greet(line, token) {
      if (token !== null) await prove(line, token);
      // A line without a token can be called by its id although its guest does not exist yet.
      else enrol(line, line.guestId);
      tellId(line);
    },
    async identify(line, token) {
      if (token !== null) {
        const before = line.actor?.userId ?? line.guestId;
        const actor = await prove(line, token);
        if (actor.userId !== before) tellId(line);
        return actor;
      }
      if (line.actor) return line.actor;
      // Frames that arrive together must not make two guests.
      line.arrival ??= identities.createVisitor({ displayName: line.guestName, id: line.guestId });
      const actor = await line.arrival;
      if (!line.actor) {
        line.isGuest = true;
        become(line, actor);
      }
      return actor;
    },
    listLinesOf: (userId) => [...(lines.get(userId) ?? [])],
    endLinesOf(userId) {
      endings.add(userId);
      return [...(lines.get(userId) ?? [])];
    },
    end(line, roomIds) {
      ended.add(line);
      forget(line, line.actor?.userId ?? line.guestId);
      const { actor } = line;
      if (!actor) return;
      const left = leaveRooms(line, actor, roomIds)
        .catch(onError)
        .then(() => presence.disconnect(line.id))
        .finally(() => leaving.delete(left));
      leaving.add(left);
    },
    async settle() {
      await Promise.all(leaving);
    },
  };
}
