import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { TIMES } from '#shared/contract/limits.ts';
import type { ServerConfig } from './config.ts';
import type { Actor } from './domain/actor.ts';
import type { Clock } from './domain/clock.ts';
import { createFileCleaner, type FileCleaner } from './domain/files/file-cleaner.ts';
import { createFileLinks } from './domain/files/file-links.ts';
import { createFileService, type FileService } from './domain/files/file-service.ts';
import { createUploadService, type UploadService } from './domain/files/upload-service.ts';
import { createLifeClock } from './domain/rooms/life-clock.ts';
import type { Database } from './storage/database.ts';
import { createFileRepo } from './storage/file-repo.ts';
import { createFileStore } from './storage/file-store.ts';
import type { MemberRepo } from './storage/member-repo.ts';

export interface FileServices {
  readonly files: FileService;
  readonly uploads: UploadService;
}

interface Options {
  database: Database;
  members: MemberRepo;
  assertMember: (actor: Actor, roomId: string) => Promise<void>;
  config: ServerConfig;
  onError: (error: unknown) => void;
  clock: Clock;
}

export async function createFileServices(
  options: Options,
): Promise<{ services: FileServices; cleaner: FileCleaner }> {
  const { database, members, assertMember, config, clock } = options;
  const files = createFileRepo({ database });
  const store = createFileStore({ folder: join(config.dataDir, 'files') });
  const uploads = createUploadService({
    files,
    store,
    limits: config.limits,
    newId: randomUUID,
    onGone: () => cleaner.cleanSoon(),
    clock,
  });
  const cleaner = createFileCleaner({
    files,
    store,
    isBusy: uploads.isBusy,
    unsentLifeMs: TIMES.unsentFileLife,
    onError: options.onError,
    // A clock that jumps a year ahead must not take what came a minute ago.
    lifeClock: createLifeClock(clock),
  });
  await cleaner.removeStrays();
  // Links live for minutes: they need not outlive this start of the host.
  const links = createFileLinks({ secret: randomBytes(32), lifeMs: TIMES.fileLinkLife, now: clock.now });
  return {
    services: { uploads, files: createFileService({ files, store, members, links, assertMember }) },
    cleaner,
  };
}
