import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JoinTransport, joinByCode } from '../code-join-joiner.ts';
import { encodeBytes } from '../code-join-keys.ts';
import { binding, createRoom, createTestHost, noSuchCode } from './code-join-fixture.ts';

describe('joining by code', () => {
  it('finds the one room of a host that has this code, and opens it once', async () => {
    const { tickets, state, createTransport } = createTestHost();
    const result = await joinByCode({ code: 'BBBBBB', binding, transport: createTransport() });
    if (!result.ok) throw new Error(result.reason);
    expect(result.welcome).toMatchObject({
      roomId: 'two',
      expiresInMs: 60_000,
      room: { name: 'The room two', people: 2 },
    });
    expect(tickets.redeemTicket(result.welcome.ticket)).toBe('two');
    expect(tickets.redeemTicket(result.welcome.ticket)).toBeUndefined();
    const wire = state.wire.join('\n');
    for (const secret of ['BBBBBB', 'AAAAAA', result.welcome.ticket, 'The room'])
      expect(wire).not.toContain(secret);
  });

  it('says only that there is no such code, and counts one failure', async () => {
    const { state, limiter, createTransport } = createTestHost();
    for (let index = 0; index < 10; index += 1) {
      expect(await joinByCode({ code: 'CCCCCC', binding, transport: createTransport() })).toEqual(noSuchCode);
    }
    expect(JSON.parse(state.wire.at(-1) ?? '')).toEqual({ ok: false, error: { code: 'ROOM_NOT_FOUND' } });
    expect(limiter.checkAddress('10.0.0.9').isAllowed).toBe(false);
    expect(await joinByCode({ code: 'AAAAAA', binding, transport: createTransport() })).toMatchObject({
      reason: 'rate-limited',
      retryAfterMs: 60_000,
    });
    expect(
      await joinByCode({ code: 'AAAAAA', binding, transport: createTransport('10.0.0.7') }),
    ).toMatchObject({ ok: true });
  });

  it('has a new face every time: nothing of two exchanges for one code is equal', async () => {
    const { state, createTransport } = createTestHost({ rooms: [createRoom('one', 'AAAAAA')] });
    for (let index = 0; index < 2; index += 1)
      await joinByCode({ code: 'AAAAAA', binding, transport: createTransport() });
    const values = state.wire.flatMap((line) => line.match(/[A-Za-z0-9_-]{20,}/g) ?? []);
    const perExchange = [values.slice(0, values.length / 2), values.slice(values.length / 2)].map(
      (half) => new Set(half),
    );
    expect([...(perExchange[0] ?? [])].filter((value) => perExchange[1]?.has(value))).toEqual([]);
  });

  it('works page by page on a host with very many rooms, and a miss there is still one failure', async () => {
    const rooms = Array.from({ length: 40 }, (_, index) => createRoom(`room-${index}`, `CODE${index + 10}`));
    const { limiter, createTransport } = createTestHost({ rooms });
    expect(await joinByCode({ code: 'CODE49', binding, transport: createTransport() })).toMatchObject({
      welcome: { roomId: 'room-39' },
    });
    for (let index = 0; index < 9; index += 1)
      await joinByCode({ code: 'NOTHER', binding, transport: createTransport('10.0.0.3') });
    expect(limiter.checkAddress('10.0.0.3').isAllowed).toBe(true);
  });

  it('finds nothing on a host without rooms', async () => {
    const { createTransport } = createTestHost({ rooms: [] });
    expect(await joinByCode({ code: 'AAAAAA', binding, transport: createTransport() })).toEqual(noSuchCode);
  });

  it('succeeds for exactly the codes that exist, whatever the codes are', async () => {
    const code = fc.stringMatching(/^[A-HJ-NP-Z2-9]{6}$/);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(code, { minLength: 1, maxLength: 4 }), code, async (codes, asked) => {
        const { createTransport } = createTestHost({
          rooms: codes.map((one, index) => createRoom(`room-${index}`, one)),
        });
        const result = await joinByCode({ code: asked, binding, transport: createTransport() });
        const index = codes.indexOf(asked);
        if (index < 0) expect(result).toEqual(noSuchCode);
        else expect(result).toMatchObject({ ok: true, welcome: { roomId: `room-${index}` } });
      }),
      { numRuns: 15 },
    );
  });
});

describe('the line is part of the proof', () => {
  it.each([
    ['another certificate', { ...binding, fingerprint: 'b'.repeat(64) }],
    ['another host', { ...binding, hostId: 'host-2' }],
  ])('the right code fails when the joiner sees %s', async (_case, seen) => {
    const { createTransport } = createTestHost();
    expect(await joinByCode({ code: 'AAAAAA', binding: seen, transport: createTransport() })).toEqual(
      noSuchCode,
    );
  });

  it('a host that claims success without knowing the code is not believed', async () => {
    const { createTransport } = createTestHost();
    const honest = createTransport();
    const liar: JoinTransport = {
      start: honest.start,
      finish: async (request) => ({
        ok: true,
        answer: {
          slot: request.proofs[0]?.slot,
          sealed: encodeBytes(randomBytes(60)),
          proof: encodeBytes(randomBytes(32)),
        },
      }),
    };
    expect(await joinByCode({ code: 'AAAAAA', binding, transport: liar })).toEqual({
      ok: false,
      reason: 'bad-answer',
    });
  });

  it('a changed welcome is not believed', async () => {
    const { createTransport } = createTestHost();
    const honest = createTransport();
    const meddler: JoinTransport = {
      start: honest.start,
      finish: async (request) => {
        const reply = await honest.finish(request);
        if (!reply.ok) return reply;
        const answer = reply.answer as { sealed: string };
        const first = answer.sealed.startsWith('A') ? 'B' : 'A';
        return { ok: true, answer: { ...answer, sealed: first + answer.sealed.slice(1) } };
      },
    };
    expect(await joinByCode({ code: 'AAAAAA', binding, transport: meddler })).toEqual({
      ok: false,
      reason: 'bad-answer',
    });
  });
});
