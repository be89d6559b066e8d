import { expect, test } from 'vitest';
import { AppError } from '#shared/contract/errors.ts';
import { createFakeClock } from '../../__tests__/fake-clock.ts';
import { createGuessLimiter } from '../../trust/guess-limiter.ts';
import { toSource } from '../../wire/address-source.ts';
import { createCodeGuard } from '../code-guard.ts';

const MINUTE = 60_000;

function createGuard(failuresPerMinute = 3) {
  const clock = createFakeClock();
  const attacked: string[] = [];
  const guesses = createGuessLimiter({
    now: clock.now,
    failuresPerMinute: () => failuresPerMinute,
    onRoomUnderAttack: (roomId) => attacked.push(roomId),
  });
  const listRoomIds = () => ['room', 'other'];
  const guard = createCodeGuard({ guesses, listRoomIds, hasLimits: true, toSource });
  return { clock, guard, guesses, attacked };
}

function setUp(failuresPerMinute = 3) {
  const { clock, guard } = createGuard(failuresPerMinute);
  const fail = async (address: string): Promise<string> => {
    const wrong = () => Promise.reject(new AppError('ROOM_NOT_FOUND', 'wrong code'));
    return guard.look(address, wrong).catch((error: AppError) => error.code);
  };
  const tryRight = (address: string) =>
    guard.look(address, async () => 'in').catch((error: AppError) => error.code);
  return { clock, fail, tryRight };
}

test('a run of wrong codes makes the address wait, each further run twice as long, and a right code is no way out', async () => {
  const { clock, fail, tryRight } = setUp();
  for (const minutes of [1, 2, 4]) {
    for (let n = 0; n < 3; n += 1) expect(await fail('10.0.0.7')).toBe('ROOM_NOT_FOUND');
    expect(await tryRight('10.0.0.7')).toBe('RATE_LIMITED');
    expect(await tryRight('10.0.0.8')).toBe('in');
    clock.advance(minutes * MINUTE);
    expect(await tryRight('10.0.0.7')).toBe('in');
  }
});

test('wrong passwords count like wrong codes; a missing one, and entering without one, do not', async () => {
  const { guard } = createGuard();
  const refuse = (isMissing: boolean) => () =>
    Promise.reject(new AppError('WRONG_PASSWORD', 'no', { isMissing }));
  const attempt = (password: string | undefined) =>
    guard.prove('10.0.0.7', password, refuse(password === undefined)).catch((error: AppError) => error.code);
  for (let n = 0; n < 10; n += 1) expect(await attempt(undefined)).toBe('WRONG_PASSWORD');
  for (let n = 0; n < 3; n += 1) expect(await attempt('sesame')).toBe('WRONG_PASSWORD');
  expect(await attempt('sesame')).toBe('RATE_LIMITED');
  expect(await attempt(undefined)).toBe('WRONG_PASSWORD');
  expect(await guard.look('10.0.0.7', async () => 'in').catch((error: AppError) => error.code)).toBe(
    'RATE_LIMITED',
  );
});

test('all addresses of one machine are one', async () => {
  const { fail, tryRight } = setUp();
  for (let n = 0; n < 3; n += 1) await fail(`2001:db8:1:2::${n}`);
  expect(await tryRight('2001:db8:1:2:ffff::9')).toBe('RATE_LIMITED');
  expect(await tryRight('2001:db8:1:3::9')).toBe('in');
});

test('a clock that was set back lets nobody wait longer than the longest pause', async () => {
  const { clock, fail, tryRight } = setUp();
  for (let n = 0; n < 3; n += 1) await fail('10.0.0.7');
  clock.set(clock.now() - 365 * 24 * 60 * MINUTE);
  expect(await tryRight('10.0.0.7')).toBe('in');
});

test('very many failing addresses cost no more each than a few, and the latest are remembered', async () => {
  const { fail, tryRight } = setUp(1);
  const addressOf = (n: number) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
  for (let n = 0; n < 12_000; n += 1) await fail(addressOf(n));
  expect(await tryRight(addressOf(0))).toBe('in');
  expect(await tryRight(addressOf(1_999))).toBe('in');
  expect(await tryRight(addressOf(2_000))).toBe('RATE_LIMITED');
  expect(await tryRight(addressOf(11_999))).toBe('RATE_LIMITED');
});

test('tries that are made at once are counted as if they came one after the other', async () => {
  const { guard } = createGuard();
  let begun = 0;
  const refuse = async () => {
    begun += 1;
    await new Promise((resolve) => setImmediate(resolve));
    throw new AppError('WRONG_PASSWORD', 'no');
  };
  const attempts = Array.from({ length: 50 }, () =>
    guard.prove('10.0.0.7', 'sesame', refuse).catch((error: AppError) => error.code),
  );
  const codes = await Promise.all(attempts);
  expect(codes.filter((code) => code === 'WRONG_PASSWORD')).toHaveLength(3);
  expect(begun).toBe(3);
});

/** Fails so many times from an address; `codes` are looked up in turns, undefined where no code is known. */
function createFailer(guard: ReturnType<typeof createGuard>['guard']) {
  return async (
    address: string,
    error: 'ROOM_NOT_FOUND' | 'WRONG_PASSWORD' | 'NOT_FOUND',
    codes: (string | undefined)[],
  ) => {
    const refuse = () => Promise.reject(new AppError(error, 'wrong'));
    for (const code of codes) await guard.look(address, refuse, code).catch(() => undefined);
  };
}
const repeat = (code: string | undefined, times: number) => Array.from({ length: times }, () => code);
const drawCodes = (times: number) => Array.from({ length: times }, (_, index) => `CODE${10 + index}`);

test('a wrong code was tried on every room: after twenty each gets a new one; passwords and invitations concern none', async () => {
  const { guard, attacked } = createGuard(1_000);
  const fail = createFailer(guard);
  for (const address of ['10.0.0.7', '10.0.0.8']) {
    await fail(address, 'WRONG_PASSWORD', repeat(undefined, 50));
    await fail(address, 'NOT_FOUND', repeat(undefined, 50));
  }
  await fail('10.0.0.7', 'ROOM_NOT_FOUND', drawCodes(10));
  await fail('10.0.0.8', 'ROOM_NOT_FOUND', drawCodes(9));
  expect(attacked).toEqual([]);
  await fail('10.0.0.8', 'ROOM_NOT_FOUND', ['CODE99']);
  expect(attacked).toEqual(['room', 'other']);
});

test('one address alone changes no code, however many it tries', async () => {
  const { guard, attacked } = createGuard(1_000);
  const fail = createFailer(guard);
  await fail('10.0.0.7', 'ROOM_NOT_FOUND', drawCodes(80));
  await fail('10.0.0.7', 'ROOM_NOT_FOUND', repeat(undefined, 80));
  expect(attacked).toEqual([]);
});

test('a program with a code that is no longer good counts once for the rooms, and each time for its address', async () => {
  const { guard, guesses, attacked, clock } = createGuard(50);
  const fail = createFailer(guard);
  for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4']) {
    await fail(address, 'ROOM_NOT_FOUND', repeat('STALE1', 49));
    expect(guesses.checkAddress(address).isAllowed).toBe(true);
    await fail(address, 'ROOM_NOT_FOUND', ['STALE1']);
    expect(guesses.checkAddress(address).isAllowed).toBe(false);
  }
  expect(attacked).toEqual([]);
  clock.advance(MINUTE);
  for (const address of ['10.0.0.1', '10.0.0.2']) await fail(address, 'ROOM_NOT_FOUND', drawCodes(10));
  expect(attacked).toEqual(['room', 'other']);
});

test('what fails elsewhere is counted with it', async () => {
  const { guard, guesses } = createGuard();
  const guess = () =>
    guard
      .look('10.0.0.7', () => Promise.reject(new AppError('ROOM_NOT_FOUND', 'wrong code')))
      .catch((error: AppError) => error.code);
  guesses.reportFailure({ address: '10.0.0.7', roomIds: [] });
  guesses.reportFailure({ address: '::ffff:10.0.0.7', roomIds: [] });
  expect(await guess()).toBe('ROOM_NOT_FOUND');
  expect(guesses.checkAddress('10.0.0.7').isAllowed).toBe(false);
  expect(await guess()).toBe('RATE_LIMITED');
});
