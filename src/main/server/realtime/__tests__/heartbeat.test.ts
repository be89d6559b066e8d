import type { Server } from 'socket.io';
import { expect, it } from 'vitest';
import { TIMES } from '#shared/contract/limits.ts';
import { createDefaultConfig } from '../../config.ts';
import { setHeartbeat } from '../heartbeat.ts';

/** P2. */
const OFFLINE_WITHIN_MS = 45_000;

/** A line that dies right after an answer is missed by one whole rhythm; then its person may come back for a while. */
function findLatestOffline(clientsCount: number): number {
  const engine = { clientsCount, opts: { pingInterval: 0, pingTimeout: 0 } };
  setHeartbeat(engine as unknown as Server['engine']);
  const { pingInterval, pingTimeout } = engine.opts;
  expect(pingInterval).toBeGreaterThan(0);
  expect(pingTimeout).toBeGreaterThan(0);
  return pingInterval + pingTimeout + createDefaultConfig().presenceGraceMs;
}

it.each([0, 1, 999, 1_000, 1_001, 10_000, 100_000])(
  'P2 among %d lines whoever is cut off is offline to the others within 45 seconds',
  (lines) => {
    expect(findLatestOffline(lines)).toBeLessThanOrEqual(OFFLINE_WITHIN_MS);
  },
);

it('asks a crowd less often, and few lines soon enough that both ends know within ten seconds', () => {
  expect(findLatestOffline(999) - TIMES.presenceGrace).toBeLessThanOrEqual(10_000);
  expect(findLatestOffline(1_000)).toBeGreaterThan(findLatestOffline(999));
});
