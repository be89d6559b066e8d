import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { PAGES_MAX, SLOTS_PER_EXCHANGE_MAX } from '#shared/contract/http-join.ts';
import { DEFAULT_LIMITS } from '#shared/contract/limits.ts';
import type { MemberRoom } from '#shared/model/room.ts';
import { ROOM_CODE_ALPHABET } from '#shared/model/room-code.ts';
import { joinByCode } from '../trust/code-join-joiner.ts';
import { encodeBytes } from '../trust/code-join-keys.ts';
import type { JoinReply } from '../trust/code-join-messages.ts';
import { computeGenerator, computeShare, encodeText } from '../trust/cpace.ts';
import { connectRaw } from '../websocket/__tests__/raw-client.ts';
import { openOtherAddress } from './other-address.ts';
import { type Answer, createRestClient, type RestClient } from './rest-client.ts';
import { connect } from './socket-client.ts';
import { eventually, expectStatus, makeRoom, startTestHost, type TestHost } from './test-host.ts';

const bytes = (size: number, filling = 7) => encodeBytes(new Uint8Array(size).fill(filling));
const generator = computeGenerator({
  password: encodeText('x'),
  channel: encodeText('y'),
  sessionId: encodeText('z'),
});
const start = { version: 1, nonce: bytes(16), share: encodeBytes(computeShare(3n, generator)), page: 0 };
const finish = { exchangeId: bytes(16), proofs: [] as object[] };

/** Some sixty codes that no room has. */
function listWrongCodes(rooms: MemberRoom[]): string[] {
  const taken = new Set(rooms.map(({ roomCode }) => roomCode));
  const codes = [...ROOM_CODE_ALPHABET].flatMap((symbol) => [`AAAAA${symbol}`, `${symbol}ZZZZZ`]);
  return codes.filter((code) => !taken.has(code));
}

function expectRefusal(answer: Answer, code: ErrorCode, message?: string): void {
  expect(answer.body).toMatchObject({ success: false, error: { code, ...(message && { message }) } });
}

/** The joiner's side over the REST surface of a test host. */
async function join({ visitor }: TestHost, code: string) {
  const { hostId, fingerprint } = expectStatus(await visitor.get('/api/host'), 200).body;
  const post = async (path: string, body: object): Promise<JoinReply<unknown>> => {
    const answer = await visitor.post(path, body);
    if (answer.status === 200) return { ok: true, answer: answer.body };
    return {
      ok: false,
      error: { ...answer.body.error, retryAfterMs: answer.body.error.details?.retryAfterMs },
    };
  };
  return joinByCode({
    code,
    binding: { hostId, fingerprint },
    transport: {
      start: (request) => post('/api/join/start', request),
      finish: (request) => post('/api/join/finish', request),
    },
  });
}

describe('L4 the two messages of a join by code as routes', () => {
  it('lead into the room, and into nothing with another code', async () => {
    const host = await startTestHost();
    const ann = await host.guest('Ann');
    const { room } = expectStatus(await ann.post('/api/rooms', { name: 'Workshop' }), 201).body;
    const result = await join(host, room.roomCode);
    expect(result).toMatchObject({ ok: true, welcome: { roomId: room.id, room: { name: 'Workshop' } } });
    const wrong = room.roomCode === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA';
    expect(await join(host, wrong)).toEqual({ ok: false, reason: 'no-such-code' });
  });

  it('name what is wrong in a malformed message, and take no field that they do not know', async () => {
    const { visitor } = await startTestHost();
    const started: [change: object, path: string][] = [
      [{ version: 2 }, 'version'],
      [{ nonce: 'short' }, 'nonce'],
      [{ nonce: '!'.repeat(22) }, 'nonce'],
      [{ share: `${start.share}A` }, 'share'],
      [{ share: undefined }, 'share'],
      [{ page: -1 }, 'page'],
      [{ page: 4 }, 'page'],
      [{ page: 0.5 }, 'page'],
      [{ code: 'AAAAAA' }, ''],
    ];
    for (const [change, path] of started) {
      const answer = await visitor.post('/api/join/start', { ...start, ...change });
      expectRefusal(answer, 'VALIDATION_FAILED');
      expect(answer.body.error.details.path).toBe(path);
    }
    const proof = { slot: bytes(16), proof: bytes(32) };
    for (const proofs of [
      'all',
      [{}],
      [{ ...proof, proof: bytes(16) }],
      [{ ...proof, room: 'mine' }],
      Array.from({ length: 17 }, () => proof),
    ]) {
      expectRefusal(await visitor.post('/api/join/finish', { ...finish, proofs }), 'VALIDATION_FAILED');
    }
  });

  it('refuse a share that is no point of the group, and the neutral one', async () => {
    const host = await startTestHost();
    const ann = await host.guest('Ann');
    expectStatus(await ann.post('/api/rooms', { name: 'Workshop' }), 201);
    for (const share of [bytes(32, 255), bytes(32, 0)])
      expectRefusal(await host.visitor.post('/api/join/start', { ...start, share }), 'BAD_REQUEST');
  });

  it('say the same of an exchange that never was, is used up or fails: there is no such code here', async () => {
    const host = await startTestHost();
    const ann = await host.guest('Ann');
    expectStatus(await ann.post('/api/rooms', { name: 'Workshop' }), 201);
    const begun = expectStatus(await host.visitor.post('/api/join/start', start), 200).body;
    const proofs = begun.slots.map(({ slot }: { slot: string }) => ({ slot, proof: bytes(32) }));
    const tries = [
      finish,
      { exchangeId: begun.exchangeId, proofs },
      { exchangeId: begun.exchangeId, proofs },
    ];
    const answers = [];
    for (const body of tries) answers.push((await host.visitor.post('/api/join/finish', body)).body);
    expect(answers).toEqual(
      tries.map(() => ({
        success: false,
        error: { code: 'ROOM_NOT_FOUND', message: 'There is no such code here.' },
      })),
    );
  });

  it('read no more than such a message is long', async () => {
    const { visitor } = await startTestHost();
    for (const path of ['/api/join/start', '/api/join/finish'])
      expectRefusal(await visitor.post(path, { ...start, pad: 'x'.repeat(20_000) }), 'PAYLOAD_TOO_LARGE');
  });

  it('let an address guess ten times a minute and then wait, and count no honest join', async () => {
    const host = await startTestHost({ hasRateLimits: true });
    const ann = await host.guest('Ann');
    const { room } = expectStatus(await ann.post('/api/rooms', { name: 'Workshop' }), 201).body;
    const wrong = room.roomCode === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA';
    for (let joins = 0; joins < 12; joins += 1) {
      expect(await join(host, room.roomCode)).toMatchObject({ ok: true });
    }
    for (let guess = 0; guess < 10; guess += 1)
      expect(await join(host, wrong)).toEqual({ ok: false, reason: 'no-such-code' });
    expect(await join(host, room.roomCode)).toMatchObject({ ok: false, reason: 'rate-limited' });
    const refused = await host.visitor.post('/api/join/finish', finish);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
  });

  it('share one count with every other way to guess: ten together, and a right code is no way out', async () => {
    const host = await startTestHost({ hasRateLimits: true });
    const [ann, eve] = [await host.guest('Ann'), await host.guest('Eve')];
    const { room } = expectStatus(await ann.post('/api/rooms', { name: 'Workshop' }), 201).body;
    const wrong = room.roomCode === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA';
    const line = await connect(host, eve);
    const raw = await connectRaw(host.url, `/ws?token=${eve.token}`);
    const ways = [
      async (code: string) => ((await join(host, code)) as { reason?: string }).reason,
      async (code: string) => (await eve.get(`/api/rooms/code/${code}`)).errorCode,
      async (roomCode: string) => {
        const answer = await line.request('room:join', { roomCode });
        return answer.ok ? undefined : answer.error.code;
      },
      async (room_id: string) => {
        raw.send({ type: 'join_room', room_id });
        return (await raw.next('error')).code;
      },
    ];
    const refusals = ['no-such-code', 'ROOM_NOT_FOUND', 'ROOM_NOT_FOUND', 'ROOM_NOT_FOUND'];
    for (let guess = 0; guess < 10; guess += 1) {
      expect(await ways[guess % ways.length]?.(wrong)).toBe(refusals[guess % ways.length]);
    }
    const answers = [];
    for (const guess of ways) answers.push(await guess(room.roomCode));
    expect(answers).toEqual(['rate-limited', 'RATE_LIMITED', 'RATE_LIMITED', 'RATE_LIMITED']);
  });

  it('change the codes of all rooms after twenty failures of two addresses, beyond the first, also when they are only looked up', async () => {
    const limits = { ...DEFAULT_LIMITS, codeFailuresPerMinute: 1_000, roomsPerOwner: 100 };
    const host = await startTestHost({ hasRateLimits: true, limits });
    const [ann, eve] = [await host.guest('Ann'), await host.guest('Eve')];
    const rooms: MemberRoom[] = [];
    // More than the pages of an exchange hold: those without life for the longest are counted too.
    for (let index = 0; index <= PAGES_MAX * SLOTS_PER_EXCHANGE_MAX; index += 1)
      rooms.push(await makeRoom(ann));
    const [quietest, liveliest] = [rooms[0], rooms.at(-1)];
    const wrongCodes = listWrongCodes(rooms);
    const port = await openOtherAddress(host);
    const other = createRestClient(() => `http://127.0.0.1:${port}`, eve.token);
    const guess = async (client: RestClient, times: number) => {
      for (const code of wrongCodes.splice(0, times))
        expect((await client.get(`/api/rooms/code/${code}`)).errorCode).toBe('ROOM_NOT_FOUND');
    };
    const readCode = async (room?: MemberRoom) =>
      (await ann.get(`/api/rooms/${room?.id}`)).body.room.roomCode;
    await guess(eve, 30);
    await guess(other, 12);
    expect(await Promise.all([quietest, liveliest].map(readCode))).toEqual([
      quietest?.roomCode,
      liveliest?.roomCode,
    ]);
    await guess(other, 1);
    for (const room of [quietest, liveliest])
      await eventually(async () => expect(await readCode(room)).not.toBe(room?.roomCode));
  });
});
