import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '#shared/contract/limits.ts';
import { connectRaw } from '../websocket/__tests__/raw-client.ts';
import { openOtherAddress } from './other-address.ts';
import { createRestClient } from './rest-client.ts';
import { connect } from './socket-client.ts';
import { eventually, expectStatus, makeRoom, startTestHost } from './test-host.ts';

it('R3 who guesses the password of a room is made to wait, over REST and sockets together', async () => {
  const host = await startTestHost({
    hasRateLimits: true,
    limits: { ...DEFAULT_LIMITS, codeFailuresPerMinute: 3 },
  });
  const [ann, eve] = [await host.guest('Ann'), await host.guest('Eve')];
  const room = await makeRoom(ann, { password: 'sesame' });
  const join = (password?: string) => eve.post(`/api/rooms/${room.id}/join`, { password });
  const line = await connect(host, eve);
  for (let n = 0; n < 5; n += 1) expect((await join()).errorCode).toBe('WRONG_PASSWORD');
  expect((await join('one')).errorCode).toBe('WRONG_PASSWORD');
  expect((await join('two')).errorCode).toBe('WRONG_PASSWORD');
  expect(await line.request('room:join', { roomId: room.id, password: 'three' })).toMatchObject({
    error: { code: 'WRONG_PASSWORD' },
  });
  const refused = await join('sesame');
  expect(refused.errorCode).toBe('RATE_LIMITED');
  expect(refused.body.error.details.retryAfterMs).toBeGreaterThan(0);
  expect(await line.request('room:join', { roomId: room.id, password: 'sesame' })).toMatchObject({
    error: { code: 'RATE_LIMITED' },
  });
  // Whoever has a seat needs no password and is not held up.
  expectStatus(await ann.post(`/api/rooms/${room.id}/join`), 200);
});

it('R12 who guesses tokens of invitations is made to wait as well', async () => {
  const host = await startTestHost({
    hasRateLimits: true,
    limits: { ...DEFAULT_LIMITS, codeFailuresPerMinute: 3 },
  });
  const eve = await host.guest('Eve');
  const look = async (token: string) => (await eve.get(`/api/invites/${token}`)).errorCode;
  for (const token of ['one', 'two', 'three']) expect(await look(token)).toBe('NOT_FOUND');
  expect(await look('four')).toBe('RATE_LIMITED');
});

it('R3 a raw WebSocket is no way around the wait', async () => {
  const host = await startTestHost({
    hasRateLimits: true,
    limits: { ...DEFAULT_LIMITS, codeFailuresPerMinute: 3 },
  });
  const [ann, eve] = [await host.guest('Ann'), await host.guest('Eve')];
  const room = await makeRoom(ann, { password: 'sesame' });
  const raw = await connectRaw(host.url, `/ws?token=${eve.token}`);
  const join = async (password: string) => {
    raw.send({ type: 'join_room', room_id: room.id, password });
    return (await raw.next('error')).code;
  };
  for (const password of ['one', 'two', 'three']) expect(await join(password)).toBe('WRONG_PASSWORD');
  expect(await join('sesame')).toBe('RATE_LIMITED');
});

it('R3 programs with an old code take the codes of no other room, by whatever way they ask again', async () => {
  const host = await startTestHost({
    hasRateLimits: true,
    limits: { ...DEFAULT_LIMITS, codeFailuresPerMinute: 1_000 },
  });
  const [ann, eve] = [await host.guest('Ann'), await host.guest('Eve')];
  const room = await makeRoom(ann);
  const wrong = room.roomCode === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA';
  const line = await connect(host, eve);
  const raw = await connectRaw(host.url, `/ws?token=${eve.token}`);
  const port = await openOtherAddress(host);
  const other = createRestClient(() => `http://127.0.0.1:${port}`, eve.token);
  for (let times = 0; times < 20; times += 1) {
    expect((await eve.get(`/api/rooms/code/${wrong}`)).errorCode).toBe('ROOM_NOT_FOUND');
    expect((await other.get(`/api/rooms/code/${wrong.toLowerCase()}`)).errorCode).toBe('ROOM_NOT_FOUND');
    expect((await line.request('room:join', { roomCode: wrong })).ok).toBe(false);
    expect((await line.request('room:wait', { roomCode: wrong })).ok).toBe(false);
    raw.send({ type: 'join_room', room_id: wrong });
    expect((await raw.next('error')).code).toBe('ROOM_NOT_FOUND');
  }
  // The address that asked for one code only has nearly all of its ten left: the count goes on where it was.
  const symbols = [...'CDEFGHJKLMNP'];
  const guess = async (client: typeof other) => {
    for (const symbol of symbols) await client.get(`/api/rooms/code/${symbol.repeat(6)}`);
  };
  expect((await ann.get(`/api/rooms/${room.id}`)).body.room.roomCode).toBe(room.roomCode);
  await guess(eve);
  expect((await ann.get(`/api/rooms/${room.id}`)).body.room.roomCode).toBe(room.roomCode);
  await guess(other);
  await eventually(async () =>
    expect((await ann.get(`/api/rooms/${room.id}`)).body.room.roomCode).not.toBe(room.roomCode),
  );
});
