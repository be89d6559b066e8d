import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '#shared/contract/limits.ts';
import { eventually } from '../../__tests__/test-host.ts';
import { createWaitingPlaces } from '../waiting-places.ts';
import { setUpWorld } from './deaddrop-world.ts';

describe('places of requests that stay open', () => {
  const limits = { socketsPerAddress: 2, waitingRequests: 3 };
  const isRefused = expect.objectContaining({ code: 'RATE_LIMITED', details: { retryAfterMs: 5_000 } });

  it('one address, with its whole /64, gets so many, and one again when a wait ends', async () => {
    const places = createWaitingPlaces({ limits, hasRateLimits: true });
    const ends = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const waits = ends.map(({ promise }, index) => places.hold(`2001:db8:1:2::${index}`, () => promise));
    await expect(places.hold('2001:db8:1:2::9', async () => 'in')).rejects.toEqual(isRefused);
    expect(await places.hold('2001:db8:1:3::1', async () => 'in')).toBe('in');
    ends[0]?.reject(new Error('The work failed.'));
    await expect(waits[0]).rejects.toThrow('The work failed.');
    expect(await places.hold('2001:db8:1:2::9', async () => 'in')).toBe('in');
  });

  it('all addresses together get so many, the host itself too', async () => {
    const places = createWaitingPlaces({ limits, hasRateLimits: true });
    const end = Promise.withResolvers<void>();
    const waits = ['127.0.0.1', '127.0.0.1', '127.0.0.1'].map((one) => places.hold(one, () => end.promise));
    await expect(places.hold('10.0.0.1', async () => 'in')).rejects.toEqual(isRefused);
    end.resolve();
    await Promise.all(waits);
    expect(await places.hold('10.0.0.1', async () => 'in')).toBe('in');
  });
});

describe('A1 a host that holds as many waits as it may', () => {
  const world = setUpWorld({ hasRateLimits: true, limits: { ...DEFAULT_LIMITS, waitingRequests: 2 } });

  it('says 429 and when to come again, answers what does not wait, and has room when a caller goes', async () => {
    const ns = await world.makeNamespace();
    const ann = await world.makeIdentity(ns);
    const roomId = await world.makeRoom(ns, ann);
    const messages = `/${ns.ns}/rooms/${roomId}/messages`;
    const control = new AbortController();
    const openStream = () =>
      fetch(`${world.url}/${ns.ns}/subscribe`, {
        method: 'POST',
        headers: { ...ann.headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ topics: { [`room:${roomId}`]: null }, mode: 'stream' }),
        signal: control.signal,
      });
    expect((await openStream()).status).toBe(200);
    expect((await openStream()).status).toBe(200);
    const poll = () => world.call('GET', `/${ns.ns}/inbox/${ann.id}?wait=1`, { headers: ann.headers });
    const refused = await poll();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(refused.body).toEqual({ detail: 'Too many requests wait at this host already.' });
    expect((await world.call('GET', messages, { headers: ann.headers })).status).toBe(200);
    control.abort();
    await eventually(async () => expect((await poll()).status).toBe(200));
  });
});
