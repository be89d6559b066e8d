import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import { createDefaultConfig } from '../src/main/server/config.ts';
import { createRoomServer } from '../src/main/server/create-room-server.ts';
import { measureCpu, measureMemory, serveCommands } from './load/child-process.ts';

/** The real host: real SQLite file, every message durable before anybody hears it. Only rate limits are off. */
const CREATING_AT_ONCE = 16;
const dataDir = await mkdtemp(join(tmpdir(), 'spaces-bench-'));
const config = createDefaultConfig();
const host = createRoomServer({
  ...config,
  host: '127.0.0.1',
  port: 0,
  dataDir,
  hasRateLimits: false,
  logLevel: 'warn',
  limits: { ...config.limits, roomCapacityCeiling: 1_000, roomsPerOwner: 1_000 },
});
const { httpUrl, port } = await host.start();

async function post(path: string, token: string | null, body: object): Promise<Record<string, never>> {
  const response = await fetch(`${httpUrl}/api${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, never>;
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

async function createGuests(count: number): Promise<string[]> {
  const tokens: string[] = [];
  const createSome = async (first: number) => {
    for (let n = first; n < count; n += CREATING_AT_ONCE) {
      tokens.push((await post('/auth/guest', null, { displayName: `Member ${n}` })).token ?? '');
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, CREATING_AT_ONCE) }, (_, n) => createSome(n)));
  return tokens;
}

serveCommands<'listen' | 'prepare' | 'cpu' | 'memory'>(
  {
    listen: () => ({ port }),
    async prepare({ members }) {
      const tokens = await createGuests(members);
      const room: { id: string } = (
        await post('/rooms', tokens[0] ?? '', { name: 'Bench', maxParticipants: 1_000 })
      ).room as never;
      return { roomId: room.id, auths: tokens.map((token) => ({ token, protocol: PROTOCOL_VERSION })) };
    },
    cpu: measureCpu,
    memory: measureMemory,
  },
  async () => {
    await host.stop();
    await rm(dataDir, { recursive: true, force: true });
  },
);
