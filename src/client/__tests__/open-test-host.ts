import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestConfig } from '../../main/server/__tests__/test-host.ts';
import { createRoomServer } from '../../main/server/create-room-server.ts';
import type { OpenHost } from '../open-host.ts';

/** The host inside this process: what an application that carries it would give. */
export const openHostHere: OpenHost = async ({ dataDir }) => {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'spaces-client-')));
  const server = createRoomServer(createTestConfig(folder));
  const { httpUrl, adminToken } = await server.start();
  return {
    url: httpUrl,
    adminToken,
    async stop() {
      await server.stop();
      if (dataDir === null) await rm(folder, { recursive: true, force: true });
    },
  };
};
