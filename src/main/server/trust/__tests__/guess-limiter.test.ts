import { describe, expect, it } from 'vitest';
import { createGuessLimiter, defaultGuessLimits } from '../guess-limiter.ts';

const second = 1000;
const minute = 60 * second;

function createFixture() {
  const state = { time: 1_000_000, attacked: [] as string[] };
  const limiter = createGuessLimiter({
    now: () => state.time,
    onRoomUnderAttack: (roomId) => state.attacked.push(roomId),
  });
  const fail = (address: string, roomIds = ['room'], weight = 1) =>
    limiter.reportFailure({ address, roomIds, weight });
  return { state, limiter, fail };
}

describe('guesses from one address', () => {
  it('are paused after ten failures in a minute, longer each time', () => {
    const { state, limiter, fail } = createFixture();
    const pauses: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      for (let index = 0; index < 10; index += 1) {
        expect(limiter.checkAddress('10.0.0.1')).toEqual({ isAllowed: true });
        fail('10.0.0.1', []);
      }
      const permit = limiter.checkAddress('10.0.0.1');
      if (permit.isAllowed) throw new Error('should be paused');
      pauses.push(permit.retryAfterMs / minute);
      expect(limiter.checkAddress('10.0.0.2')).toEqual({ isAllowed: true });
      state.time += permit.retryAfterMs;
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('are not paused when they come slowly', () => {
    const { state, limiter, fail } = createFixture();
    for (let index = 0; index < 50; index += 1) {
      fail('10.0.0.1', []);
      state.time += 7 * second;
      expect(limiter.checkAddress('10.0.0.1').isAllowed).toBe(true);
    }
  });

  it('start with a short pause again after a quiet day', () => {
    const { state, limiter, fail } = createFixture();
    const failTen = () => {
      for (let index = 0; index < 10; index += 1) fail('10.0.0.1', []);
    };
    failTen();
    state.time += minute;
    failTen();
    state.time += 25 * 60 * minute;
    failTen();
    expect(limiter.checkAddress('10.0.0.1')).toEqual({ isAllowed: false, retryAfterMs: minute });
  });

  it('count by the part of the rooms they reached', () => {
    const { limiter, fail } = createFixture();
    for (let index = 0; index < 29; index += 1) fail('10.0.0.1', [], 1 / 3);
    expect(limiter.checkAddress('10.0.0.1').isAllowed).toBe(true);
    fail('10.0.0.1', [], 1 / 3);
    expect(limiter.checkAddress('10.0.0.1').isAllowed).toBe(false);
  });

  it('are the same address in every spelling of it', () => {
    const { limiter, fail } = createFixture();
    for (let index = 0; index < 10; index += 1) fail('2001:db8:1:2:3:4:5:6');
    expect(limiter.checkAddress('2001:DB8:1:2:ffff::1').isAllowed).toBe(false);
    expect(limiter.checkAddress('2001:db8:1:3::1').isAllowed).toBe(true);
  });

  it('may begin sixty exchanges a minute, finished or not', () => {
    const { state, limiter } = createFixture();
    for (let index = 0; index < 60; index += 1) expect(limiter.takeExchange('10.0.0.1').isAllowed).toBe(true);
    expect(limiter.takeExchange('10.0.0.1')).toEqual({ isAllowed: false, retryAfterMs: minute });
    expect(limiter.takeExchange('10.0.0.2').isAllowed).toBe(true);
    state.time += minute;
    expect(limiter.takeExchange('10.0.0.1').isAllowed).toBe(true);
  });

  it('are forgotten one by one when very many addresses come, but not while paused', () => {
    const { limiter, fail } = createFixture();
    for (let index = 0; index < 10; index += 1) fail('10.0.0.1', []);
    for (let index = 0; index < 12_000; index += 1) fail(`10.${index >> 8}.${index & 255}.7`, []);
    expect(limiter.checkAddress('10.0.0.1').isAllowed).toBe(false);
  });
});

it('a new address is remembered also when all others are waiting', () => {
  const limiter = createGuessLimiter({
    now: () => 1_000_000,
    failuresPerMinute: () => 1,
    onRoomUnderAttack: () => undefined,
  });
  const addressOf = (n: number) => `10.${n >> 8}.${n & 255}.7`;
  for (let n = 0; n < 10_001; n += 1) limiter.reportFailure({ address: addressOf(n), roomIds: [] });
  const isFree = (n: number) => limiter.checkAddress(addressOf(n)).isAllowed;
  expect([0, 1, 10_000].map(isFree)).toEqual([true, false, false]);
});

describe('guesses against one room', () => {
  it('report it after twenty failures of people who go on missing, once', () => {
    const { state, fail } = createFixture();
    const { freeMisses, mostOfOneAddress } = defaultGuessLimits;
    const failTimes = (address: string, times: number) => {
      for (let index = 0; index < times; index += 1) fail(address);
    };
    failTimes('10.0.0.1', freeMisses + mostOfOneAddress);
    failTimes('10.0.0.2', freeMisses + mostOfOneAddress - 1);
    expect(state.attacked).toEqual([]);
    fail('10.0.0.2');
    expect(state.attacked).toEqual(['room']);
    fail('10.0.0.2');
    expect(state.attacked).toEqual(['room']);
  });

  it('of one address alone never report it, however many and however slow; a second one is noticed at once', () => {
    const { state, fail } = createFixture();
    for (let index = 0; index < 2_000; index += 1) {
      fail('10.0.0.1', ['room', 'other']);
      state.time += 7 * second;
    }
    expect(state.attacked).toEqual([]);
    for (let index = 0; index < 13; index += 1) fail('10.0.0.2');
    expect(state.attacked).toEqual(['room']);
  });

  it('add up over many addresses', () => {
    const { state, fail } = createFixture();
    for (let address = 1; address <= 10; address += 1) {
      for (let index = 0; index < 5; index += 1) fail(`10.0.0.${address}`, ['room', `other-${address}`]);
    }
    expect(state.attacked).toEqual(['room']);
  });

  it('do not count a class of thirty who look for their room on every host', () => {
    const { state, fail } = createFixture();
    for (let pupil = 1; pupil <= 30; pupil += 1) {
      for (let index = 0; index < 3; index += 1) fail(`10.0.0.${pupil}`);
    }
    expect(state.attacked).toEqual([]);
  });

  it('are noticed from very many addresses too, however few each makes', () => {
    const { state, fail } = createFixture();
    const { freeMisses, failuresPerRoom, freeMissWeight } = defaultGuessLimits;
    const needed = Math.ceil(failuresPerRoom / freeMissWeight / freeMisses);
    expect(needed).toBe(167);
    for (let address = 1; address <= needed; address += 1) {
      expect(state.attacked).toEqual([]);
      for (let index = 0; index < freeMisses; index += 1) fail(`10.0.1.${address}`);
    }
    expect(state.attacked).toEqual(['room']);
  });

  it('are forgotten after an hour', () => {
    const { state, fail } = createFixture();
    const failTimes = (address: string, times: number) => {
      for (let index = 0; index < times; index += 1) fail(address);
    };
    failTimes('10.0.0.1', 13);
    state.time += 61 * minute;
    failTimes('10.0.0.2', 13);
    failTimes('10.0.0.1', 12);
    expect(state.attacked).toEqual([]);
    failTimes('10.0.0.1', 1);
    expect(state.attacked).toEqual(['room']);
  });

  it('take no memory for rooms that are gone: one whose last failure is an hour old is dropped', () => {
    const { state, limiter, fail } = createFixture();
    for (let hour = 0; hour < 5; hour += 1) {
      const roomIds = Array.from({ length: 1_000 }, (_, index) => `room-${hour}-${index}`);
      fail('10.0.0.1', roomIds);
      state.time += 30 * minute;
      fail('10.0.0.1', roomIds.slice(0, 10));
      expect(limiter.countRooms()).toBe(1_000);
      state.time += 61 * minute;
    }
    fail('10.0.0.1', []);
    expect(limiter.countRooms()).toBe(0);
  });

  it('are forgotten too when the clock is set back', () => {
    const { state, limiter, fail } = createFixture();
    state.time += 365 * 24 * 60 * minute;
    fail('10.0.0.1');
    state.time = 1_000_000;
    fail('10.0.0.1', []);
    expect(limiter.countRooms()).toBe(0);
  });
});

describe('a code that failed', () => {
  it('is new once for each address, in every spelling of it', () => {
    const { limiter } = createFixture();
    expect(limiter.noteCode('10.0.0.1', 'AAAAAA')).toBe(true);
    expect(limiter.noteCode('::ffff:10.0.0.1', 'AAAAAA')).toBe(false);
    expect(limiter.noteCode('10.0.0.1', 'BBBBBB')).toBe(true);
    expect(limiter.noteCode('10.0.0.2', 'AAAAAA')).toBe(true);
  });

  it('is forgotten when sixteen others came since; one that is repeated is not', () => {
    const { limiter } = createFixture();
    limiter.noteCode('10.0.0.1', 'ONCE');
    for (let index = 0; index < 16; index += 1) {
      limiter.noteCode('10.0.0.1', 'AGAIN');
      limiter.noteCode('10.0.0.1', `OTHER${index}`);
    }
    expect(limiter.noteCode('10.0.0.1', 'AGAIN')).toBe(false);
    expect(limiter.noteCode('10.0.0.1', 'ONCE')).toBe(true);
  });
});
