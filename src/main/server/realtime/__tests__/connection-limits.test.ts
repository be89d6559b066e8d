import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#shared/contract/limits.ts';
import { type Host, startHost } from './start-host.ts';

describe('limits of a connection', () => {
  let limited: Host;
  beforeAll(async () => {
    limited = await startHost({
      hasRateLimits: true,
      limits: { ...DEFAULT_LIMITS, socketRequestsPer10s: 5, codeFailuresPerMinute: 3 },
    });
  });
  afterAll(() => limited.stop());

  test('too many requests are refused with the time to wait', async () => {
    const client = await limited.connect(await limited.createGuest('Ann'));
    for (let n = 0; n < 5; n += 1) await client.ask('lobby:watch', {});
    expect(await client.request('lobby:watch', {})).toMatchObject({
      ok: false,
      error: { code: 'RATE_LIMITED', details: { retryAfterMs: expect.any(Number) } },
    });
  });

  test('guessing codes is slowed down, over sockets and REST together', async () => {
    const guest = await limited.createGuest('Guesser');
    const client = await limited.connect(guest);
    for (let n = 0; n < 3; n += 1) {
      expect(await client.request('room:join', { roomCode: `ZZZZZ${n + 2}` })).toMatchObject({
        error: { code: 'ROOM_NOT_FOUND' },
      });
    }
    expect(await client.request('room:join', { roomCode: 'ZZZZZ9' })).toMatchObject({
      error: { code: 'RATE_LIMITED' },
    });
    expect((await limited.call(guest, 'GET', '/rooms/code/ZZZZZ9')).status).toBe(429);
  });

  test('pages of other sites may not connect', async () => {
    const answer = await fetch(`${limited.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { Origin: 'https://evil.example' },
    });
    expect(answer.status).toBe(403);
    const own = await fetch(`${limited.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { Origin: 'app://spaces' },
    });
    expect(own.status).toBe(200);
    expect(own.headers.get('access-control-allow-origin')).toBe('*');
  });
});
