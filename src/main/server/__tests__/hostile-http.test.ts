import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_STATUS, type ErrorCode } from '#shared/contract/errors.ts';
import { ROUTES, type RouteName } from '#shared/contract/http.ts';
import { JOIN_ROUTES } from '#shared/contract/http-join.ts';
import { createRoomServer, type RoomServer } from '../create-room-server.ts';
import { type Answer, createRestClient, type RestClient, readAnswer } from './rest-client.ts';
import {
  BODIES,
  FORGIVING,
  fill,
  listFields,
  NAMES,
  WITH_BODY,
  WITH_PARAMS,
  wrongFor,
} from './route-samples.ts';
import { createTestConfig, expectStatus, makeDataDir } from './test-host.ts';

const ADMIN_TOKEN = 'the-token-of-the-host';

let server: RoomServer;
let url = '';
let ann: RestClient;
let admin: RestClient;
let visitor: RestClient;
let token = '';
let roomId = '';

beforeAll(async () => {
  const dataDir = await makeDataDir();
  server = createRoomServer(createTestConfig(dataDir, { adminToken: ADMIN_TOKEN }));
  ({ httpUrl: url } = await server.start());
  visitor = createRestClient(() => url, null);
  token = expectStatus(await visitor.post('/api/auth/guest', { displayName: 'Ann' }), 201).body.token;
  ann = createRestClient(() => url, token);
  admin = createRestClient(() => url, ADMIN_TOKEN);
  roomId = expectStatus(await ann.post('/api/rooms', { name: 'Kept' }), 201).body.room.id;
  expectStatus(await ann.post(`/api/rooms/${roomId}/messages`, { content: 'still here' }), 201);
});
afterAll(() => server.stop());

function testIf(applies: boolean, title: string, run: () => Promise<void>): void {
  if (applies) it(title, run);
}

function expectRefusal(answer: Answer, codes: readonly ErrorCode[]): void {
  expect({ status: answer.status, code: answer.errorCode, body: answer.body }).toMatchObject({
    code: expect.toBeOneOf([...codes]),
    body: { success: false, error: { message: expect.any(String) } },
  });
  expect(answer.status).toBe(ERROR_STATUS[answer.errorCode ?? 'INTERNAL']);
}

async function send(name: RouteName, path: string, body: string | Buffer, type = 'application/json') {
  const method = ROUTES[name].method.toUpperCase();
  const headers = {
    authorization: `Bearer ${ROUTES[name].access === 'admin' ? ADMIN_TOKEN : token}`,
    'content-type': type,
  };
  return readAnswer(await fetch(`${url}${path}`, { method, headers, body }));
}

async function expectHostLives(): Promise<void> {
  expectStatus(await visitor.get('/health'), 200);
  const { messages } = expectStatus(await ann.get(`/api/rooms/${roomId}/messages`), 200).body;
  expect(messages[0]).toMatchObject({ seq: 1, content: 'still here' });
}

describe('hostile input on every REST route', () => {
  describe.each(NAMES)('%s', (name) => {
    const { method, paths, access } = ROUTES[name];
    const knows = () => (access === 'admin' ? admin : ann);
    const call = (client: RestClient, path: string, body?: unknown) =>
      client.call(method.toUpperCase(), path, method === 'get' ? undefined : (body ?? {}));

    testIf(
      access === 'user' || access === 'admin',
      'asks for a token, and takes none that it did not give',
      async () => {
        const strangers = [
          visitor,
          createRestClient(() => url, 'a.b.c'),
          createRestClient(() => url, 'x'.repeat(5_000)),
        ];
        for (const path of paths) {
          for (const stranger of strangers)
            expectRefusal(await call(stranger, fill(path, 'x')), ['UNAUTHENTICATED']);
        }
      },
    );

    testIf(
      WITH_PARAMS.includes(name) && !FORGIVING.includes(name),
      'does not know ids that nobody gave out',
      async () => {
        const hostile = [
          'unknown-id',
          '00000000-0000-7000-8000-000000000000',
          '__proto__',
          'constructor',
          '%00',
          '%F0%9F%A6%89',
          "'%20or%201=1--",
          '..%2F..%2Fetc',
          '9'.repeat(64),
        ];
        // Where a body of its own is needed and not known here, its lack is told before the id is looked for.
        const isComplete =
          ROUTES[name].body.safeParse(BODIES[name] ?? {}).success && !paths[0].includes(':emoji');
        const incomplete: ErrorCode[] = isComplete ? [] : ['VALIDATION_FAILED'];
        for (const path of paths) {
          for (const id of hostile) {
            expectRefusal(await call(knows(), fill(path, id), BODIES[name]), [
              'ROOM_NOT_FOUND',
              'MESSAGE_NOT_FOUND',
              'USER_NOT_FOUND',
              'NOT_FOUND',
              'INVALID_CODE',
              ...incomplete,
            ]);
          }
          for (const id of ['%E0%A4%A', '%FF', '%C0%80']) {
            expectRefusal(await call(knows(), fill(path, id), BODIES[name]), ['BAD_REQUEST']);
          }
          expectRefusal(await call(knows(), fill(path, 'x'.repeat(3_000)), BODIES[name]), [
            'VALIDATION_FAILED',
            'INVALID_CODE',
          ]);
        }
      },
    );

    testIf(WITH_BODY.includes(name), 'refuses a body that is no object or no JSON', async () => {
      const path = fill(paths[0], roomId);
      for (const text of ['{', '{"a":}', 'undefined', '"text"', '{"a":"\u0000"}', '\ufeff\ufeff{}', 'NaN']) {
        expectRefusal(await send(name, path, text), ['BAD_REQUEST']);
      }
      expectRefusal(await send(name, path, '[]'), ['VALIDATION_FAILED', 'INVALID_CODE']);
      expectRefusal(await send(name, path, '{}', 'application/json; charset=latin1'), ['BAD_REQUEST']);
      expectRefusal(await send(name, path, JSON.stringify({ pad: 'x'.repeat(1_100_000) })), [
        'PAYLOAD_TOO_LARGE',
      ]);
    });

    testIf(WITH_BODY.includes(name), 'names the field that has a wrong type or is too long', async () => {
      const path = fill(paths[0], roomId);
      // A join by code is read no further than it is long.
      const tooLarge: ErrorCode[] = name in JOIN_ROUTES ? ['PAYLOAD_TOO_LARGE'] : [];
      for (const [field, schema] of listFields(name)) {
        const wrong = await call(knows(), path, { ...BODIES[name], [field]: wrongFor(schema) });
        expectRefusal(wrong, ['VALIDATION_FAILED', 'INVALID_CODE']);
        if (wrong.errorCode === 'VALIDATION_FAILED') {
          const { issues } = wrong.body.error.details;
          expect(issues.map((issue: { path: string }) => issue.path.split('.')[0])).toContain(field);
        }
        if (schema.type !== 'string') continue;
        const long = await call(knows(), path, { ...BODIES[name], [field]: 'x'.repeat(200_000) });
        expectRefusal(long, ['VALIDATION_FAILED', 'INVALID_CODE', ...tooLarge]);
      }
    });

    testIf(WITH_BODY.includes(name), 'survives deep nesting and broken text', async () => {
      const path = fill(paths[0], 'unknown-id');
      const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
      for (const field of ['metadata', 'content', 'name', 'settings', 'zzz']) {
        const answer = await send(name, path, `{"${field}":${deep}}`);
        expect(answer.status).toBeLessThan(500);
      }
      const broken = Buffer.concat([
        Buffer.from('{"displayName":"'),
        Buffer.from([0xff, 0xfe, 0xc0]),
        Buffer.from('"}'),
      ]);
      expect((await send(name, path, broken)).status).toBeLessThan(500);
      expect((await send(name, path, '{"__proto__":{"x":1},"constructor":7}')).status).toBeLessThan(500);
    });

    it('says which methods an address has', async () => {
      const answer = await visitor.call('PROPFIND', fill(paths[0], roomId));
      expectRefusal(answer, ['METHOD_NOT_ALLOWED']);
      expect(answer.headers.get('allow')).toContain(method.toUpperCase());
    });
  });

  it('answers NOT_FOUND where nothing is', async () => {
    for (const path of ['/api/nothing', '/api/rooms/a/b/c/d', '/spaces/a/b/c']) {
      expectRefusal(await ann.get(path), ['NOT_FOUND']);
    }
  });

  it('keeps strange query values apart from right ones', async () => {
    for (const query of ['limit=-1', 'limit=1e3', 'limit=201', 'limit=', 'limit=5&limit=6', 'limit[a]=5']) {
      const answer = await ann.get(`/api/rooms/${roomId}/messages?${query}`);
      // Brackets are part of a name here, and unknown names are ignored.
      if (query.includes('[')) expectStatus(answer, 200);
      else expectRefusal(answer, ['VALIDATION_FAILED']);
    }
    for (const query of ['before=x', 'after=9999x', 'around=-1']) {
      expectRefusal(await ann.get(`/api/rooms/${roomId}/messages?${query}`), ['MESSAGE_NOT_FOUND']);
    }
    expectRefusal(await ann.get(`/api/rooms/${roomId}/messages?before=1&after=1`), ['BAD_REQUEST']);
  });

  it('refuses pages of other sites and names that point here from outside', async () => {
    const evil = await fetch(`${url}/api/host`, { headers: { origin: 'http://evil.example' } });
    expect(evil.status).toBe(403);
    const own = await fetch(`${url}/api/host`, { headers: { origin: url } });
    expect(own.status).toBe(200);
    expect(own.headers.get('access-control-allow-origin')).toBe(url);
  });

  it('blames the sender for a body that is not compressed as it says', async () => {
    for (const encoding of ['gzip', 'deflate', 'br', 'unknown']) {
      const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
      const sent = await fetch(`${url}/api/auth/guest`, {
        method: 'POST',
        headers,
        body: '{"displayName":"Z"}',
      });
      expectRefusal(await readAnswer(sent), ['BAD_REQUEST']);
    }
  });

  it('and the host lives', expectHostLives);
});
