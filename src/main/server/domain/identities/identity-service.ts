import { createHash } from 'node:crypto';
import { AppError } from '#shared/contract/errors.ts';
import type { User } from '#shared/model/user.ts';
import type { StoredAgent } from '../../storage/agent-repo.ts';
import type { IdentityRepo, ProfileChange, StoredUser } from '../../storage/identity-repo.ts';
import type { Tokens } from '../../trust/tokens.ts';
import type { Actor } from '../actor.ts';
import { isSecret, refuseSecret, toActor } from '../agents/agent-service.ts';
import type { Clock } from '../clock.ts';
import { seeStatus } from '../rooms/room-view.ts';

export interface IdentityService {
  createGuest(input: {
    displayName: string;
    deviceId?: string | undefined;
    /** A device that is known keeps its name. */
    keepName?: boolean | undefined;
  }): Promise<{ user: User; token: string }>;
  /** Somebody who comes without a token and cannot come back: a program’s line of its own. */
  createVisitor(input: { id: string; displayName: string }): Promise<Actor>;
  /** Who a token, or a program’s secret, stands for; throws UNAUTHENTICATED or TOKEN_EXPIRED. */
  authenticate(token: string): Promise<Actor>;
  getUser(userId: string): Promise<User>;
  updateProfile(actor: Actor, change: ProfileChange): Promise<User>;
  listOnline(actor: Actor): Promise<User[]>;
  /** Tells the rooms of a person how they are seen now. */
  tellStatus(userId: string): Promise<void>;
  /** Ends the status texts whose time is over. */
  endStatuses(): Promise<void>;
}

interface Options {
  identities: IdentityRepo;
  tokens: Tokens;
  presence: { isOnline(userId: string): boolean; isIdle(userId: string): boolean; listOnline(): string[] };
  /** Tells the rooms of a person that something about them changed. */
  onProfileChanged: (actor: Actor, previousName: string, user: User) => Promise<void>;
  /** Programs show their secret where people show a token. */
  findAgent: (secret: string) => Promise<StoredAgent | null>;
  peopleSpaceId: string;
  clock: Clock;
  newId: () => string;
}

/** Timers take no longer times; the rounds of chores end what lies beyond. */
const LONGEST_TIMER_MS = 2_147_483_647;

export function createIdentityService(options: Options): IdentityService {
  const { identities, tokens, presence, clock } = options;

  const toUser = ({ user }: StoredUser): User => ({
    ...user,
    status: presence.isOnline(user.id) ? seeStatus(user.status, presence.isIdle(user.id)) : 'offline',
  });

  async function find(userId: string): Promise<StoredUser> {
    const stored = await identities.find(userId);
    if (!stored) throw new AppError('USER_NOT_FOUND', 'There is no such user.');
    return stored;
  }

  async function endStatuses(): Promise<void> {
    for (const stored of await identities.endStatuses(clock.now())) {
      const actor = { userId: stored.user.id, spaceId: stored.spaceId };
      await options.onProfileChanged(actor, stored.user.displayName, toUser(stored));
    }
  }
  // What fails here is done again by the next round of chores.
  const endLater = () => void endStatuses().catch(() => {});
  const cancelEnd = new Map<string, () => void>();

  /** One timer a person, however often they change their mind. */
  function endStatusAt(userId: string, time: number): void {
    cancelEnd.get(userId)?.();
    const wait = Math.min(Math.max(0, time - clock.now()), LONGEST_TIMER_MS);
    const cancel = clock.after(wait, () => {
      cancelEnd.delete(userId);
      endLater();
    });
    cancelEnd.set(userId, cancel);
  }

  return {
    async createGuest({ displayName, deviceId, keepName = false }) {
      const { stored, isNew, previousName } = await identities.createOrReturn({
        id: options.newId(),
        spaceId: options.peopleSpaceId,
        kind: 'person',
        displayName,
        deviceHash: deviceId === undefined ? null : createHash('sha256').update(deviceId).digest('hex'),
        keepName,
        now: clock.now(),
      });
      const actor = { userId: stored.user.id, spaceId: stored.spaceId };
      if (!isNew && previousName !== stored.user.displayName)
        await options.onProfileChanged(actor, previousName, toUser(stored));
      // Who signs in is not online yet, but has to know what status they chose.
      const user = { ...toUser(stored), status: stored.user.status };
      return { user, token: await tokens.sign({ ...actor, round: stored.tokenRound }) };
    },
    async createVisitor({ id, displayName }) {
      const spaceId = options.peopleSpaceId;
      await identities.createOrReturn({
        id,
        spaceId,
        kind: 'person',
        displayName,
        deviceHash: null,
        now: clock.now(),
      });
      return { userId: id, spaceId };
    },
    async authenticate(token) {
      if (isSecret(token)) {
        const agent = await options.findAgent(token);
        if (!agent) throw refuseSecret();
        return toActor(agent);
      }
      const { userId, spaceId, round } = await tokens.verify(token);
      // A token outlives its user when the database was replaced: that is no reason for a foreign key error.
      const stored = await identities.find(userId);
      if (!stored) throw new AppError('UNAUTHENTICATED', 'The user of that token is gone.');
      if (stored.tokenRound !== round) {
        throw new AppError('UNAUTHENTICATED', 'That token was ended by the one who runs this host.');
      }
      return { userId, spaceId };
    },
    getUser: async (userId) => toUser(await find(userId)),
    async updateProfile(actor, change) {
      const before = await find(actor.userId);
      const stored = await identities.change(actor.userId, change);
      if (!stored) throw new AppError('USER_NOT_FOUND', 'There is no such user.');
      const { statusUntil } = change;
      // Not before it is stored: an end that is over already would come too early to find it.
      if (typeof statusUntil === 'number') endStatusAt(actor.userId, statusUntil);
      const user = toUser(stored);
      await options.onProfileChanged(actor, before.user.displayName, user);
      return user;
    },
    endStatuses,
    async tellStatus(userId) {
      const stored = await find(userId);
      const actor = { userId, spaceId: stored.spaceId };
      await options.onProfileChanged(actor, stored.user.displayName, toUser(stored));
    },
    async listOnline(actor) {
      const stored = await identities.findMany(presence.listOnline());
      return stored.filter(({ spaceId }) => spaceId === actor.spaceId).map(toUser);
    },
  };
}
