import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createFakeClock } from '../../__tests__/fake-clock.ts';
import { ADMIN, setUpWorld } from './deaddrop-world.ts';

const clock = createFakeClock();
const world = setUpWorld({}, { clock });
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex').slice(0, 16);

async function makeWithSlug(slug: string): Promise<string | null> {
  const { body } = await world.call('POST', '/admin/namespaces', { headers: ADMIN, body: { slug } });
  return body.slug;
}

it('A1 an id is the beginning of the SHA-256 of the secret as text', async () => {
  const ns = await world.makeNamespace();
  const identity = await world.makeIdentity(ns);
  const made = await world.call('POST', `/admin/${ns.ns}/identities`, { headers: ADMIN, body: {} });
  for (const [id, secret] of [
    [ns.ns, ns.secret],
    [identity.id, identity.secret],
    [made.body.id, made.body.secret],
  ]) {
    expect(id).toBe(hashOf(secret));
    const overBytes = createHash('sha256').update(Buffer.from(secret, 'hex')).digest('hex');
    expect(overBytes.startsWith(id)).toBe(false);
  }
});

it('A1 a slug that is taken gets the next number, whether it was asked for or made from the name', async () => {
  expect(await makeWithSlug('crew')).toBe('crew');
  expect(await makeWithSlug('crew')).toBe('crew-2');
  const named = await world.call('POST', '/admin/namespaces', {
    headers: ADMIN,
    body: { metadata: { display_name: 'Crew' } },
  });
  expect(named.body.slug).toBe('crew-3');
  const both = await world.call('POST', '/admin/namespaces', {
    headers: ADMIN,
    body: { metadata: { display_name: 'Somebody else' }, slug: 'crew' },
  });
  expect(both.body.slug).toBe('crew-4');
  expect(await makeWithSlug('crew-2')).toBe('crew-2-2');
});

it('A1 namespaces come in the order in which they were made, within one moment too', async () => {
  const made: string[] = [];
  for (let number = 0; number < 6; number += 1) {
    // Twice in the same moment, then later in the same second, then in the next one.
    clock.advance([0, 0, 300, 0, 900, 0][number] ?? 0);
    made.push((await world.makeNamespace()).ns);
  }
  const { body } = await world.call('GET', '/admin/namespaces', { headers: ADMIN });
  const listed = body.map((one: { ns: string }) => one.ns).filter((ns: string) => made.includes(ns));
  expect(listed).toEqual(made);
});

it('A1 identities come by the second in which they were made, and by id within it', async () => {
  const ns = await world.makeNamespace();
  clock.set(Math.ceil(clock.now() / 1_000) * 1_000);
  const seconds: string[][] = [[], []];
  for (const ids of seconds) {
    for (let number = 0; number < 6; number += 1) {
      ids.push((await world.makeIdentity(ns)).id);
      clock.advance(100);
    }
    clock.set(Math.ceil(clock.now() / 1_000) * 1_000);
  }
  const wanted = seconds.flatMap((ids) => ids.sort());
  for (const [path, headers] of [
    [`/${ns.ns}/identities`, ns.headers],
    [`/admin/${ns.ns}/identities`, ADMIN],
  ] as const) {
    const { body } = await world.call('GET', path, { headers });
    expect(body.map((one: { id: string }) => one.id)).toEqual(wanted);
    expect(new Set(body.map((one: { created_at: string }) => one.created_at)).size).toBe(2);
  }
});
