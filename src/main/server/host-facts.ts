import { randomBytes, randomUUID } from 'node:crypto';
import type { ServerConfig } from './config.ts';
import type { Clock } from './domain/clock.ts';
import type { Logger } from './logger.ts';
import type { Database } from './storage/database.ts';
import { createHostRepo } from './storage/host-repo.ts';
import { type LoadedHostCertificate, loadHostCertificate } from './trust/host-certificate-store.ts';

/** Who this host is. All but `startId` is made at the first start and kept for good. */
export interface HostFacts {
  readonly hostId: string;
  readonly startId: string;
  readonly tokenSecret: Uint8Array;
  readonly adminToken: string;
  readonly peopleSpaceId: string;
  readonly certificate: LoadedHostCertificate;
}

export async function readHostFacts({
  database,
  config,
  clock,
  logger,
}: {
  database: Database;
  config: ServerConfig;
  clock: Clock;
  logger: Logger;
}): Promise<HostFacts> {
  const facts = createHostRepo({ database });
  const secret = await facts.readOrKeep('token_secret', () => randomBytes(32).toString('base64'));
  return {
    hostId: await facts.readOrKeep('host_id', () => randomUUID()),
    startId: randomUUID(),
    tokenSecret: Buffer.from(secret, 'base64'),
    adminToken:
      config.adminToken ??
      (await facts.readOrKeep('admin_token', () => randomBytes(24).toString('base64url'))),
    peopleSpaceId: await facts.readPeopleSpace(() => ({
      id: randomBytes(8).toString('hex'),
      now: clock.now(),
    })),
    certificate: await loadHostCertificate({
      directory: config.dataDir,
      commonName: 'Spaces',
      now: clock.now,
      logger,
    }),
  };
}
