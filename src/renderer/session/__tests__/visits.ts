import { randomUUID } from 'node:crypto';
import { afterEach } from 'vitest';
import { type Result, succeed } from '#shared/contract/result.ts';
import type { TestHost } from '../../../main/server/__tests__/test-host.ts';
import { createSession, type Session } from '../create-session.ts';
import { createTextStore, type TextStore } from '../text-store.ts';
import { createKeptThings } from './memory-records.ts';
import { createMemoryStorage } from './memory-storage.ts';

/** What stays on a device from one visit to the next. */
export interface Device {
  readonly textStore: TextStore;
  readonly kept: ReturnType<typeof createKeptThings>;
  readonly deviceId: string;
}

export function createDevice({
  textStore = createTextStore({ storage: createMemoryStorage() }),
  kept = createKeptThings(),
  deviceId = randomUUID(),
}: Partial<Device> = {}): Device {
  return { textStore, kept, deviceId };
}

/** Gives what signs somebody in, on a device of their own unless one is given; a session ends with its test. */
export function setUpVisits() {
  const sessions = new Set<Session>();
  afterEach(() => {
    for (const session of sessions) session.stop();
    sessions.clear();
  });
  return async (host: TestHost, displayName: string, known: Partial<Device> = {}): Promise<Session> => {
    const { textStore, kept, deviceId } = createDevice(known);
    const session = createSession({
      textStore,
      kept,
      onUnkept: () => undefined,
      getDeviceId: async () => succeed(deviceId),
      onResumed: () => () => {},
    });
    sessions.add(session);
    const address = { hostKey: host.url, hostId: 'test-host', name: 'Test', isOwn: false };
    unwrap(await session.actions.connectHost({ address, displayName }));
    return session;
  };
}

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.data;
}
