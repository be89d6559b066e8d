import type { FakeClock } from './fake-clock.ts';
import { eventually } from './test-host.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Goes on in steps until the check passes: the host's chores run between the steps. */
export async function goOnUntil(
  clock: FakeClock,
  stepMs: number,
  check: () => Promise<void> | void,
): Promise<void> {
  await eventually(async () => {
    clock.advance(stepMs);
    await check();
  });
}
