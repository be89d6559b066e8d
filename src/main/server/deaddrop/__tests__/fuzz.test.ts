import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { ADMIN, type Identity, type Namespace, setUpWorld } from './deaddrop-world.ts';

const world = setUpWorld();
let ns: Namespace;
let alice: Identity;
let roomId: string;
/** What is archived and deleted, and made anew each time, so that the rest stays. */
let doomed: { ns: Namespace; id: string; roomId: string };

async function makeDoomed(): Promise<typeof doomed> {
  const space = await world.makeNamespace();
  const identity = await world.makeIdentity(space);
  return { ns: space, id: identity.id, roomId: await world.makeRoom(space, identity) };
}

beforeAll(async () => {
  ns = await world.makeNamespace();
  alice = await world.makeIdentity(ns);
  roomId = await world.makeRoom(ns, alice);
  doomed = await makeDoomed();
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
  'GET /api/invites/TEXT/info',
  'DELETE /NS/invites/TEXT',
  'GET /admin/namespaces',
  'GET /admin/namespaces/TEXT',
  'DELETE /admin/namespaces/TEXT',
  'DELETE /admin/namespaces/DOOMED',
  'POST /admin/namespaces/DOOMED/secret',
  'POST /admin/NS/identities',
  'GET /admin/NS/identities',
  'DELETE /admin/NS/identities/TEXT',
  'DELETE /admin/DOOMED/identities/DOOMED_ID',
  'POST /DOOMED/archive',
  'POST /TEXT/archive',
  'DELETE /DOOMED/identities/DOOMED_ID',
  'DELETE /NS/identities/TEXT',
  'DELETE /DOOMED/rooms/DOOMED_ROOM',
  'DELETE /NS/rooms/ROOM/members/TEXT',
  'POST /NS/inbox/ID/TEXT/archive',
  'POST /NS/inbox/ID/TEXT/unarchive',
  'GET /NS/inbox/ID/archived',
  'GET /NS/inbox/ID/TEXT',
  'DELETE /NS/inbox/ID/TEXT',
  'POST /NS/subscribe',
  'GET /NS/rooms/TEXT',
  'DELETE /TEXT/rooms/TEXT',
  'GET /TEXT/TEXT',
];

const known = (): Record<string, string> => ({
  NS: ns.ns,
  ID: alice.id,
  ROOM: roomId,
  DOOMED: doomed.ns.ns,
  DOOMED_ID: doomed.id,
  DOOMED_ROOM: doomed.roomId,
});

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
        'expires_at',
        'topics',
        'mode',
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
          .replaceAll('TEXT', () => encodeURIComponent(part.toWellFormed()))
          .split('/')
          .map((word) => known()[word] ?? word)
          .join('/');
        const isDoomed = path.includes('DOOMED');
        const owner = isDoomed ? doomed.ns : ns;
        const parameters = Object.entries(search).map(([name, value]): [string, string] => [
          name,
          value.toWellFormed(),
        ]);
        const answer = await world.call(method, `${filled}?${new URLSearchParams(parameters)}`, {
          headers: isKnown ? { ...ADMIN, ...owner.headers, ...alice.headers } : {},
          ...(method !== 'GET' && { raw: raw.toWellFormed() }),
        });
        if (isDoomed && answer.status === 200) doomed = await makeDoomed();
        expect(answer.status, JSON.stringify([template, raw, search, part, answer.body])).toBeLessThan(500);
        if (answer.status === 422) expect(answer.body.detail[0]).toHaveProperty('loc');
        else if (answer.status >= 400) expect(typeof answer.body.detail).toBe('string');
      },
    ),
    { numRuns: 900 },
  );
}, 180_000);
