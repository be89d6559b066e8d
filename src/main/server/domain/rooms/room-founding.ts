import type { Limits } from '#shared/contract/limits.ts';
import type { PolicyName } from '#shared/model/policy.ts';
import type { CreateRoom, MemberRoom } from '#shared/model/room.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import type { NewRoom } from '../../storage/room-writes.ts';
import { type Actor, assertMayEnter } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import { assertCapacity, assertRoomsPerOwner, parseStart, roomNotFound } from './room-rules.ts';
import type { RoomSurroundings } from './room-view.ts';
import { TEAM_ROOMS } from './team-rooms.ts';

/** Rooms of other surfaces bring their policy. */
export type NewRoomInput = CreateRoom & { readonly policy?: PolicyName };

/** How rooms come to be. */
export interface RoomFounding {
  createRoom(actor: Actor, input: NewRoomInput): Promise<MemberRoom>;
  /** R14: the rooms of a team, all or none. */
  createTeamRooms(actor: Actor): Promise<MemberRoom[]>;
}

interface Options {
  rooms: RoomRepo;
  surroundings: RoomSurroundings;
  viewOwn: (actor: Actor, roomId: string) => Promise<MemberRoom>;
  publish: Publish;
  hashPassword: (password: string) => Promise<string>;
  drawCode: () => string;
  newId: () => string;
  clock: Clock;
  limits: Pick<Limits, 'roomsPerOwner'>;
}

export function createRoomFounding(options: Options): RoomFounding {
  const { rooms, surroundings, publish, clock, viewOwn } = options;

  async function createAll(
    actor: Actor,
    [first, ...rest]: readonly [NewRoomInput, ...NewRoomInput[]],
  ): Promise<MemberRoom[]> {
    assertMayEnter(actor, null);
    const toNewRoom = async (input: NewRoomInput): Promise<NewRoom> => {
      assertCapacity(input.maxParticipants, surroundings.capacityCeiling);
      return {
        id: options.newId(),
        spaceId: actor.spaceId,
        name: input.name,
        description: input.description,
        ownerId: actor.userId,
        policy: input.policy ?? 'people',
        visibility: input.visibility,
        capacity: input.maxParticipants,
        passwordHash: typeof input.password === 'string' ? await options.hashPassword(input.password) : null,
        life: input.life,
        startsAt: parseStart(input.startsAt, clock.now()) ?? null,
        now: clock.now(),
      };
    };
    const made = await rooms.createAll(
      [await toNewRoom(first), ...(await Promise.all(rest.map(toNewRoom)))],
      options.drawCode,
      (owned) => assertRoomsPerOwner(owned, options.limits.roomsPerOwner, 1 + rest.length),
    );
    for (const { id } of made) {
      publish({ name: 'room:added', payload: { roomId: id }, to: { userId: actor.userId } });
    }
    return Promise.all(made.map(({ id }) => viewOwn(actor, id)));
  }

  return {
    async createRoom(actor, input) {
      const [view] = await createAll(actor, [input]);
      if (!view) throw roomNotFound();
      return view;
    },

    createTeamRooms: (actor) => createAll(actor, TEAM_ROOMS),
  };
}
