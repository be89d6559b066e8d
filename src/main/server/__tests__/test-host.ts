import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { DEFAULT_LIMITS } from '#shared/contract/limits.ts';
import type { MemberRoom } from '#shared/model/room.ts';
import type { User } from '#shared/model/user.ts';
import { createDefaultConfig, type ServerConfig } from '../config.ts';
import { createRoomServer, type Replacements } from '../create-room-server.ts';
import { hostCertificateFile } from '../trust/host-certificate-store.ts';
import { type Answer, createRestClient, type RestClient } from './rest-client.ts';
import { watchExchanges } from './watch-exchanges.ts';

export interface Person extends RestClient {
  readonly user: User;
  readonly id: string;
  readonly token: string;
  readonly deviceId: string;
}

export interface TestHost {
  readonly url: string;
  readonly dataDir: string;
  readonly visitor: RestClient;
  guest(displayName: string, deviceId?: string): Promise<Person>;
  /** The host stops and starts again over the same data, on another port. */
  restart(): Promise<void>;
  /** Restarts it under a certificate that nobody knows yet. */
  replaceCertificate(): Promise<void>;
  stop(): Promise<void>;
}

watchExchanges();

const cleanUps: (() => Promise<void>)[] = [];

/** Undone after the test, the last one first. */
export function onCleanUp(step: () => Promise<void>): void {
  cleanUps.push(step);
}

afterEach(async () => {
  for (const step of cleanUps.splice(0).reverse()) await step();
});

export async function makeDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'spaces-test-'));
  onCleanUp(() => rm(dataDir, { recursive: true, force: true }));
  return dataDir;
}

export function createTestConfig(dataDir: string, changes: Partial<ServerConfig> = {}): ServerConfig {
  return {
    ...createDefaultConfig(),
    host: '127.0.0.1',
    port: 0,
    dataDir,
    hostName: 'Test host',
    logLevel: 'silent',
    hasRateLimits: false,
    ...changes,
    limits: { ...DEFAULT_LIMITS, ...changes.limits },
  };
}

/** A real host on a free port over a temporary folder; it ends with the test. */
export async function startTestHost(
  changes: Partial<ServerConfig> = {},
  replacements: Replacements = {},
): Promise<TestHost> {
  const dataDir = await makeDataDir();
  const config = createTestConfig(dataDir, changes);
  let server = createRoomServer(config, replacements);
  let { httpUrl } = await server.start();
  let isRunning = true;

  async function stop(): Promise<void> {
    if (!isRunning) return;
    isRunning = false;
    await server.stop();
  }
  onCleanUp(stop);

  async function restart(): Promise<void> {
    await stop();
    server = createRoomServer(config, replacements);
    ({ httpUrl } = await server.start());
    isRunning = true;
  }

  const url = () => httpUrl;
  const visitor = createRestClient(url, null);
  return {
    get url() {
      return httpUrl;
    },
    dataDir,
    visitor,
    async guest(displayName, deviceId = randomUUID()) {
      const answer = await visitor.post('/api/auth/guest', { displayName, deviceId });
      expectStatus(answer, 201);
      const { user, token } = answer.body;
      return { ...createRestClient(url, token), user, id: user.id, token, deviceId };
    },
    restart,
    async replaceCertificate() {
      await rm(join(dataDir, hostCertificateFile));
      await restart();
    },
    stop,
  };
}

/** Throws with the body: it says more than a number does. */
export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status !== status) {
    throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  return answer;
}

export async function makeRoom(owner: Person, settings: Record<string, unknown> = {}): Promise<MemberRoom> {
  const answer = await owner.post('/api/rooms', { name: 'Workshop', visibility: 'public', ...settings });
  return expectStatus(answer, 201).body.room;
}

export async function seat(room: { id: string }, ...people: Person[]): Promise<void> {
  for (const person of people) expectStatus(await person.post(`/api/rooms/${room.id}/join`), 200);
}

/** Waits until the check passes; throws what it last threw. */
export async function eventually<T>(check: () => T | Promise<T>, withinMs = 5_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
