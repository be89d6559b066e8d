import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FinishJoinSchema, StartedJoinSchema } from '#shared/contract/http-join.ts';
import { type JoinTransport, joinByCode } from '../code-join-joiner.ts';
import { encodeBytes } from '../code-join-keys.ts';
import { binding, createRoom, createTestHost } from './code-join-fixture.ts';

const noSuchCode = { ok: false, reason: 'no-such-code' };

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

describe('an exchange', () => {
  const start = (share: string) => ({
    version: 1,
    nonce: encodeBytes(randomBytes(16)),
    share,
    page: 0,
  });
  /** A valid element for tests that never come to a proof: the base point of the group. */
  const basePoint = encodeBytes(
    Buffer.from('e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76', 'hex'),
  );
  const from = { address: '10.0.0.9' };

  it('is good for one guess only, also when the guess is repeated at once', async () => {
    const { host, limiter } = createTestHost();
    const reply = await host.startExchange(start(basePoint), from);
    if (!reply.ok) throw new Error(reply.error.code);
    const guess = {
      exchangeId: reply.answer.exchangeId,
      proofs: reply.answer.slots.map(({ slot }) => ({ slot, proof: encodeBytes(randomBytes(32)) })),
    };
    for (let index = 0; index < 30; index += 1) {
      expect(host.finishExchange(guess, from)).toEqual({ ok: false, error: { code: 'ROOM_NOT_FOUND' } });
    }
    expect(limiter.checkAddress(from.address).isAllowed).toBe(true);
  });

  it('allows ten guesses even when a hundred exchanges were prepared before the first one', async () => {
    const { host, state } = createTestHost();
    let answered = 0;
    for (let round = 0; round < 5; round += 1) {
      const replies = await Promise.all(
        Array.from({ length: 8 }, () => host.startExchange(start(basePoint), from)),
      );
      for (const reply of replies) {
        if (!reply.ok) continue;
        const proofs = reply.answer.slots.map(({ slot }) => ({ slot, proof: encodeBytes(randomBytes(32)) }));
        const result = host.finishExchange({ exchangeId: reply.answer.exchangeId, proofs }, from);
        if (!result.ok && result.error.code === 'ROOM_NOT_FOUND') answered += 1;
      }
    }
    expect(answered).toBe(10);
    expect(state.attacked).toEqual([]);
  });

  it('teaches nothing when broken off, and costs the guesser no failure', async () => {
    const { host, limiter } = createTestHost();
    for (let index = 0; index < 40; index += 1) {
      const reply = await host.startExchange(start(basePoint), from);
      expect(reply.ok && StartedJoinSchema.parse(reply.answer).slots).toHaveLength(2);
    }
    expect(limiter.checkAddress(from.address).isAllowed).toBe(true);
  });

  it('is void after fifteen seconds, after its room is gone and after the code was rotated', async () => {
    for (const change of ['time', 'gone', 'rotated']) {
      const { state, createTransport } = createTestHost({ rooms: [createRoom('one', 'AAAAAA')] });
      const honest = createTransport();
      const interrupted: JoinTransport = {
        start: honest.start,
        finish: (request) => {
          if (change === 'time') state.time += 15_001;
          if (change === 'gone') state.rooms = [];
          if (change === 'rotated') state.rooms = [createRoom('one', 'DDDDDD')];
          return honest.finish(request);
        },
      };
      expect(await joinByCode({ code: 'AAAAAA', binding, transport: interrupted })).toEqual(noSuchCode);
    }
  });

  it('refuses what is no message of the protocol, without a count and without an error', async () => {
    const { host, limiter } = createTestHost();
    const neutral = encodeBytes(new Uint8Array(32));
    const noElement = encodeBytes(new Uint8Array(32).fill(0xff));
    const hostile: unknown[] = [
      null,
      1,
      'x',
      [],
      {},
      { ...start(basePoint), page: -1 },
      { ...start(basePoint), page: 1e9 },
      { ...start(basePoint), extra: 1 },
    ];
    hostile.push(start(neutral), start(noElement), start('short'), start('ä'.repeat(43)), {
      ...start(basePoint),
      nonce: 'x'.repeat(5000),
    });
    for (const message of hostile) {
      expect(await host.startExchange(message, from)).toEqual({
        ok: false,
        error: { code: 'BAD_REQUEST' },
      });
    }
    const proofs = Array.from({ length: 17 }, () => ({
      slot: encodeBytes(randomBytes(16)),
      proof: encodeBytes(randomBytes(32)),
    }));
    for (const message of [...hostile.slice(0, 5), { exchangeId: encodeBytes(randomBytes(16)), proofs }]) {
      expect(host.finishExchange(message, from)).toEqual({ ok: false, error: { code: 'BAD_REQUEST' } });
    }
    expect(
      FinishJoinSchema.safeParse({ exchangeId: encodeBytes(randomBytes(16)), proofs: proofs.slice(1) })
        .success,
    ).toBe(true);
    expect(limiter.checkAddress(from.address).isAllowed).toBe(true);
  });

  it('with a nonsense answer of the host ends as a bad answer, never as an exception', async () => {
    const { createTransport } = createTestHost();
    const honest = createTransport();
    const answers: unknown[] = [null, {}, { exchangeId: 'x', pages: 1, slots: [] }];
    const slot = encodeBytes(randomBytes(16));
    answers.push({ exchangeId: slot, pages: 1, slots: [{ slot, share: encodeBytes(new Uint8Array(32)) }] });
    answers.push({ exchangeId: slot, pages: 1e6, slots: [] });
    for (const answer of answers) {
      const transport: JoinTransport = { start: async () => ({ ok: true, answer }), finish: honest.finish };
      expect(await joinByCode({ code: 'AAAAAA', binding, transport })).toEqual({
        ok: false,
        reason: 'bad-answer',
      });
    }
  });
});

describe('a stubborn guesser', () => {
  it('has the code of the room rotated after twenty failures that count', async () => {
    const { state, createTransport } = createTestHost({ rooms: [createRoom('one', 'AAAAAA')] });
    for (let index = 0; index < 22; index += 1) {
      state.time += 10_000;
      await joinByCode({ code: 'CCCCCC', binding, transport: createTransport() });
    }
    expect(state.attacked).toEqual([]);
    state.time += 10_000;
    await joinByCode({ code: 'CCCCCC', binding, transport: createTransport() });
    expect(state.attacked).toEqual(['one']);
  });
});
