import { AppError } from '#shared/contract/errors.ts';
import type { SpaceRepo, StoredSpace } from '../../storage/space-repo.ts';
import { createSecret, deriveId, hashSecret, isSameSecret } from '../agents/secrets.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import { tellEnded } from '../rooms/tell-ended.ts';
import { removeInPortions } from '../upkeep/in-portions.ts';

/** The namespaces of a host. The people's own one is among them, and cannot be ended. */
export interface SpaceService {
  create(input: {
    metadata: Readonly<Record<string, unknown>>;
    ttlHours: number;
    slug: string | null;
  }): Promise<{ space: StoredSpace; secret: string }>;
  find(id: string): Promise<StoredSpace | null>;
  list(): Promise<StoredSpace[]>;
  replaceMetadata(id: string, metadata: Readonly<Record<string, unknown>>): Promise<StoredSpace | null>;
  /** A new secret for the people's space, which nobody made and so nobody has one of. */
  renewSecret(id: string): Promise<string | null>;
  isOwner(space: StoredSpace, secret: string): boolean;
  /** False when it was archived before. */
  archive(space: StoredSpace): Promise<boolean>;
  delete(space: StoredSpace): Promise<void>;
}

interface Options {
  spaces: SpaceRepo;
  publish: Publish;
  onRoomGone: (roomId: string) => void;
  clock: Clock;
}

function writeSlug(text: string): string | null {
  const slug = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return slug || null;
}

function assertNotPeople(space: StoredSpace): void {
  if (space.isPeople) throw new AppError('NOT_ALLOWED', 'The built-in namespace belongs to the host.');
}

export function createSpaceService(options: Options): SpaceService {
  const { spaces, clock } = options;
  return {
    async create({ metadata, ttlHours, slug }) {
      const secret = createSecret();
      const name = metadata['display_name'];
      const space = await spaces.create({
        id: deriveId(secret),
        slug: writeSlug(slug ?? (typeof name === 'string' ? name : '')),
        secretHash: hashSecret(secret),
        metadata,
        ttlHours,
        now: clock.now(),
      });
      return { space, secret };
    },
    find: (id) => spaces.find(id),
    list: () => spaces.list(),
    replaceMetadata: (id, metadata) => spaces.replaceMetadata(id, metadata),
    async renewSecret(id) {
      const space = await spaces.find(id);
      if (!space) return null;
      // Elsewhere the id is made of the secret: a new one would not fit it.
      if (!space.isPeople)
        throw new AppError('CONFLICT', 'Only the built-in namespace has a secret to renew.');
      const secret = createSecret();
      await spaces.replaceSecret(id, hashSecret(secret));
      return secret;
    },
    isOwner: (space, secret) =>
      space.secretHash !== null && isSameSecret(hashSecret(secret), space.secretHash),
    async archive(space) {
      assertNotPeople(space);
      return spaces.archive(space.id, clock.now());
    },
    async delete(space) {
      assertNotPeople(space);
      await spaces.delete(space.id);
      await removeInPortions(async (most) => {
        const ended = await spaces.endRooms(space.id, most);
        for (const room of ended) tellEnded(options, room, 'deleted');
        return ended.length;
      });
    },
  };
}
