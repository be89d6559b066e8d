import { AppError } from '#shared/contract/errors.ts';
import type { Limits } from '#shared/contract/limits.ts';
import { createAddressLimit } from '../wire/address-limit.ts';

/** Requests that stay open, long polls and streams of events, hold a place while they do. */
export interface WaitingPlaces {
  /** Holds a place until the work is done; throws RATE_LIMITED when there is none. */
  hold<T>(address: string | undefined, work: () => Promise<T>): Promise<T>;
}

interface Options {
  /** Read each time: they change while the host runs. */
  limits: Pick<Limits, 'socketsPerAddress' | 'waitingRequests'>;
  hasRateLimits: boolean;
}

const RETRY_AFTER_MS = 5_000;

export function createWaitingPlaces({ limits, hasRateLimits }: Options): WaitingPlaces {
  const addresses = createAddressLimit(() => limits.socketsPerAddress);
  let taken = 0;

  function assertRoom(address: string): void {
    if (!hasRateLimits) return;
    const details = { retryAfterMs: RETRY_AFTER_MS };
    if (!addresses.hasRoom(address))
      throw new AppError('RATE_LIMITED', 'Too many requests of this address wait already.', details);
    if (taken >= limits.waitingRequests)
      throw new AppError('RATE_LIMITED', 'Too many requests wait at this host already.', details);
  }

  return {
    async hold(address = '', work) {
      assertRoom(address);
      const leave = addresses.add(address);
      taken += 1;
      try {
        return await work();
      } finally {
        taken -= 1;
        leave();
      }
    },
  };
}
