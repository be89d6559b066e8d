import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
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

const TEMPLATES = [
  'POST /admin/namespaces',
  'PATCH /admin/namespaces/NS',
  'POST /NS/identities',
  'PATCH /NS/identities/ID',
  'POST /NS/rooms',
  'POST /NS/rooms/ROOM/members',
  'POST /NS/rooms/ROOM/messages',
  'GET /NS/rooms/ROOM/messages',
  'POST /NS/rooms/ROOM/read',
  'POST /NS/send',
  'GET /NS/inbox/ID',
  'POST /NS/invites',
  'GET /NS/invites',
  'POST /api/invites/TEXT/claim',
  'GET /NS/rooms/TEXT',
  'DELETE /TEXT/rooms/TEXT',
  'GET /TEXT/TEXT',
];

const field = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null));
const body = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc
    .dictionary(
      fc.constantFrom(
        'body',
        'content_type',
        'to',
        'metadata',
        'ttl_hours',
        'slug',
        'display_name',
        'identity_id',
        'last_read_mid',
        'invite_id',
        'encrypted_secret',
      ),
      field,
    )
    .map((value) => JSON.stringify(value)),
);
const query = fc.dictionary(
  fc.constantFrom('after', 'limit', 'unread', 'include_claimed', 'x'),
  fc.string({ unit: 'binary' }),
);
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });

it('A1 answers whatever is sent in its own form, and never fails', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...TEMPLATES),
      body,
      query,
      text,
      fc.boolean(),
      async (template, raw, search, part, isKnown) => {
        const [method = '', path = ''] = template.split(' ');
        const filled = path
          .replace('NS', ns.ns)
          .replace('ID', alice.id)
          .replace('ROOM', roomId)
          .replaceAll('TEXT', () => encodeURIComponent(part.toWellFormed()));
        const parameters = Object.entries(search).map(([name, value]): [string, string] => [
          name,
          value.toWellFormed(),
        ]);
        const answer = await world.call(method, `${filled}?${new URLSearchParams(parameters)}`, {
          headers: isKnown ? { ...ADMIN, ...ns.headers, ...alice.headers } : {},
          ...(method !== 'GET' && { raw: raw.toWellFormed() }),
        });
        expect(answer.status, JSON.stringify([template, raw, search, part, answer.body])).toBeLessThan(500);
        if (answer.status === 422) expect(answer.body.detail[0]).toHaveProperty('loc');
        else if (answer.status >= 400) expect(typeof answer.body.detail).toBe('string');
      },
    ),
    { numRuns: 400 },
  );
}, 60_000);
