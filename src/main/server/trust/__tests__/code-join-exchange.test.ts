import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FinishJoinSchema, StartedJoinSchema } from '#shared/contract/http-join.ts';
import { type JoinTransport, joinByCode } from '../code-join-joiner.ts';
import { encodeBytes } from '../code-join-keys.ts';
import { binding, createRoom, createTestHost, noSuchCode } from './code-join-fixture.ts';

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

describe('stubborn guessers', () => {
  it('have the code of the room rotated after twenty failures that count, of which one address adds ten', async () => {
    const { state, createTransport } = createTestHost({ rooms: [createRoom('one', 'AAAAAA')] });
    const guess = async (address: string, times: number) => {
      for (let index = 0; index < times; index += 1) {
        state.time += 10_000;
        await joinByCode({ code: 'CCCCCC', binding, transport: createTransport(address) });
      }
    };
    await guess('10.0.0.9', 40);
    await guess('10.0.0.10', 12);
    expect(state.attacked).toEqual([]);
    await guess('10.0.0.10', 1);
    expect(state.attacked).toEqual(['one']);
  });
});
