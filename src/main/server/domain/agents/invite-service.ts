import { AppError } from '#shared/contract/errors.ts';
import type { IdentityInvite, IdentityInviteRepo } from '../../storage/invite-repo.ts';
import type { Clock } from '../clock.ts';

/** Hands a whole identity to somebody by a link whose key never comes here. */
export interface IdentityInviteService {
  create(invite: Omit<IdentityInvite, 'createdAt' | 'claimedAt'>): Promise<IdentityInvite>;
  find(id: string): Promise<IdentityInvite | null>;
  list(spaceId: string, withClaimed: boolean): Promise<IdentityInvite[]>;
  delete(id: string): Promise<boolean>;
  /** Null for an unknown one; throws GONE for one that was claimed or is too old. */
  claim(id: string): Promise<IdentityInvite | null>;
}

export function createIdentityInviteService(options: {
  invites: IdentityInviteRepo;
  clock: Clock;
}): IdentityInviteService {
  const { invites, clock } = options;

  function isExpired({ expiresAt }: IdentityInvite): boolean {
    return expiresAt !== null && Date.parse(expiresAt) <= clock.now();
  }

  return {
    async create(input) {
      const invite = { ...input, createdAt: clock.now(), claimedAt: null };
      if (!(await invites.create(invite))) throw new AppError('CONFLICT', 'Invite already exists');
      return invite;
    },
    find: (id) => invites.find(id),
    list: (spaceId, withClaimed) => invites.list(spaceId, withClaimed),
    delete: (id) => invites.delete(id),
    async claim(id) {
      const invite = await invites.find(id);
      if (!invite) return null;
      if (isExpired(invite)) throw new AppError('GONE', 'Invite has expired');
      if (!(await invites.claim(id, clock.now()))) throw new AppError('GONE', 'Invite already claimed');
      return invite;
    },
  };
}
