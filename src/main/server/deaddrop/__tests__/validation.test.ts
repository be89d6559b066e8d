import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, type Identity, type Namespace, setUpWorld } from './deaddrop-world.ts';

const world = setUpWorld();
let ns: Namespace;
let alice: Identity;
let roomId: string;

beforeAll(async () => {
  ns = await world.makeNamespace();
  alice = await world.makeIdentity(ns);
  roomId = await world.makeRoom(ns, alice);
});

const JSON_TYPE = { 'Content-Type': 'application/json' };
const rooms = () => `/${ns.ns}/rooms`;
const messages = () => `/${ns.ns}/rooms/${roomId}/messages`;
const TEXT = 'Input should be a valid string';

describe('bodies', () => {
  it('is checked before any secret', async () => {
    const answer = await world.call('POST', messages(), { body: {} });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({
      detail: [{ type: 'missing', loc: ['body', 'body'], msg: 'Field required', input: {} }],
    });
  });

  it.each([
    ['a number', { body: 5 }, 'string_type', ['body', 'body'], TEXT],
    ['a list', { body: [] }, 'string_type', ['body', 'body'], TEXT],
    ['an object', { body: {} }, 'string_type', ['body', 'body'], TEXT],
    ['null', { body: null }, 'string_type', ['body', 'body'], TEXT],
    ['null as type', { body: '', content_type: null }, 'string_type', ['body', 'content_type'], TEXT],
    [
      'half a character',
      { body: '\ud800' },
      'string_unicode',
      ['body', 'body'],
      `${TEXT}, unable to parse raw data as a unicode string`,
    ],
    [
      'no object',
      ['x'],
      'model_attributes_type',
      ['body'],
      'Input should be a valid dictionary or object to extract fields from',
    ],
    [
      'a text',
      'x',
      'model_attributes_type',
      ['body'],
      'Input should be a valid dictionary or object to extract fields from',
    ],
    ['nothing', null, 'missing', ['body'], 'Field required'],
  ])('refuses %s', async (_title, body, type, loc, msg) => {
    const answer = await world.call('POST', messages(), {
      headers: { ...alice.headers, ...JSON_TYPE },
      raw: JSON.stringify(body),
    });
    expect(answer.status).toBe(422);
    expect(answer.body.detail[0]).toMatchObject({ type, loc, msg });
  });

  it('tells every fault', async () => {
    const answer = await world.call('POST', `/${ns.ns}/send`, { body: { to: 1, ttl_hours: 'soon' } });
    expect(
      answer.body.detail.map((issue: { type: string; loc: string[] }) => [issue.type, ...issue.loc]),
    ).toEqual([
      ['string_type', 'body', 'to'],
      ['missing', 'body', 'body'],
      ['int_parsing', 'body', 'ttl_hours'],
    ]);
  });

  it.each([
    ['application/json', 200],
    ['application/json; charset=utf-8', 200],
    ['application/vnd.deaddrop+json', 200],
    ['text/plain', 422],
    ['application/x-www-form-urlencoded', 422],
  ])('takes %s with %i', async (type, status) => {
    const answer = await world.call('POST', messages(), {
      headers: { ...alice.headers, 'Content-Type': type },
      raw: '{"body":"x"}',
    });
    expect(answer.status).toBe(status);
  });

  it('takes JSON without a content type', async () => {
    const answer = await world.call('POST', messages(), {
      headers: alice.headers,
      raw: new TextEncoder().encode('{"body":"x"}'),
    });
    expect(answer.status).toBe(200);
  });

  it('refuses broken JSON and broken UTF-8', async () => {
    const headers = { ...alice.headers, ...JSON_TYPE };
    const broken = await world.call('POST', messages(), { headers, raw: '{"body":' });
    expect([broken.status, broken.body.detail[0].type]).toEqual([422, 'json_invalid']);
    const raw = new Uint8Array([0x7b, 0x22, 0xff, 0xfe]);
    const undecodable = await world.call('POST', messages(), { headers, raw });
    expect(undecodable.status).toBe(400);
    expect(undecodable.body).toEqual({ detail: 'There was an error parsing the body' });
  });

  it.each([[undefined], ['null'], ['{}'], ['{"display_name":null}'], ['{"unknown":1}']])(
    'makes a nameless room of %s',
    async (raw) => {
      const answer = await world.call('POST', rooms(), {
        headers: { ...alice.headers, ...JSON_TYPE },
        ...(raw !== undefined && { raw }),
      });
      expect([answer.status, answer.body.display_name]).toEqual([200, null]);
    },
  );

  it('keeps a room’s name as it was given, an empty one too', async () => {
    for (const name of ['', '  two  ', '\u0000\u202e', 'ä'.repeat(5_000)]) {
      const { body } = await world.call('POST', rooms(), {
        headers: alice.headers,
        body: { display_name: name },
      });
      expect(body.display_name).toBe(name);
    }
  });

  it('reads numbers of namespaces as Python does', async () => {
    for (const [given, kept] of [
      ['48', 48],
      [48, 48],
      [48.0, 48],
      [0, 0],
    ] as const) {
      const { body } = await world.call('POST', '/admin/namespaces', {
        headers: ADMIN,
        body: { ttl_hours: given },
      });
      expect(body.ttl_hours).toBe(kept);
    }
    for (const given of [1.5, null, 'x', [], {}]) {
      const { status } = await world.call('POST', '/admin/namespaces', {
        headers: ADMIN,
        body: { ttl_hours: given },
      });
      expect(status).toBe(422);
    }
  });
});

describe('queries', () => {
  it.each([
    ['limit=0', 'greater_than_equal', { ge: 1 }],
    ['limit=1001', 'less_than_equal', { le: 1000 }],
    ['limit=', 'int_parsing', undefined],
    ['limit=ten', 'int_parsing', undefined],
    ['limit=1.5', 'int_parsing', undefined],
    ['wait=-1', 'greater_than_equal', { ge: 0 }],
    ['wait=61', 'less_than_equal', { le: 60 }],
    ['wait=', 'int_parsing', undefined],
  ])('refuses %s', async (query, type, ctx) => {
    const answer = await world.call('GET', `${messages()}?${query}`);
    expect(answer.status).toBe(422);
    const [name = '', input] = query.split('=');
    expect(answer.body.detail[0]).toMatchObject({ type, loc: ['query', name], input, ...(ctx && { ctx }) });
  });

  it.each([
    'limit=1',
    'limit=1000',
    'limit=5.0',
    'limit=0&limit=5',
    'wait=0',
    'after=',
    'after=%00',
    'more=1',
  ])('takes %s', async (query) => {
    const answer = await world.call('GET', `${messages()}?${query}`, { headers: alice.headers });
    expect(answer.status).toBe(200);
  });
});

describe('hostile input', () => {
  it('refuses a body over the limit and stays usable', async () => {
    const answer = await world.call('POST', messages(), {
      headers: { ...alice.headers, ...JSON_TYPE },
      raw: JSON.stringify({ body: 'x'.repeat(1_100_000) }),
    });
    expect([answer.status, answer.body]).toEqual([413, { detail: 'Request body too large' }]);
    expect((await world.call('GET', '/health')).status).toBe(200);
  });

  it('keeps texts far longer than people may write', async () => {
    const body = 'ß'.repeat(400_000);
    const answer = await world.call('POST', messages(), { headers: alice.headers, body: { body } });
    expect([answer.status, answer.body.body === body]).toEqual([200, true]);
  });

  it('survives nesting, odd keys and characters', async () => {
    const headers = { ...ns.headers, ...JSON_TYPE };
    const path = `/${ns.ns}/identities`;
    const deep = await world.call('POST', path, {
      headers,
      raw: `{"metadata":{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`,
    });
    expect(deep.status).toBeGreaterThanOrEqual(400);
    expect(deep.status).toBeLessThan(500);
    const proto = await world.call('POST', path, {
      headers,
      raw: '{"metadata":{"__proto__":{"x":1},"constructor":2}}',
    });
    expect(proto.status).toBe(200);
    for (const text of [
      '',
      '\u0000',
      "'; drop table messages; --",
      '😀'.repeat(10),
      '\u202eevil',
      '{"a":1}',
    ]) {
      const { body } = await world.call('POST', messages(), { headers: alice.headers, body: { body: text } });
      expect(body.body).toBe(text);
    }
  });

  it.each([
    '/%',
    '/%00/rooms',
    '/a%2Frooms',
    '//evil.example/rooms/',
    '/../../etc/passwd',
    `/${'x'.repeat(8_000)}/rooms`,
  ])('answers %s', async (path) => {
    const answer = await world.call('GET', path);
    expect(answer.status).toBeGreaterThanOrEqual(300);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('location') ?? '').not.toContain('evil');
  });
});
