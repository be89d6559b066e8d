import { expect, it } from 'vitest';
import { fail, succeed } from '#shared/contract/result.ts';
import { createSession } from '../create-session.ts';
import { createTextStore } from '../text-store.ts';
import { createKeptThings } from './memory-records.ts';
import { createMemoryStorage } from './memory-storage.ts';

it('nothing goes to a host before what earlier visits left unsent is known, however often it is asked for', async () => {
  const [events, kept] = [[] as string[], createKeptThings()];
  const loaded = Promise.withResolvers<void>();
  const session = createSession({
    textStore: createTextStore({ storage: createMemoryStorage() }),
    kept: { ...kept, outbox: { ...kept.outbox, load: () => loaded.promise.then(() => []) } },
    onUnkept: () => undefined,
    getDeviceId: async () => succeed('device'),
    async locateHost() {
      events.push('located');
      return fail({ code: 'NOT_REACHABLE', message: 'away' });
    },
    onResumed: () => () => {},
  });
  const address = { hostKey: 'host', hostId: 'host', name: 'Host', isOwn: false };
  const asked = [1, 2].map(() => session.actions.connectHost({ address, displayName: 'Ann' }));
  session.actions.followHost('host');
  await new Promise(setImmediate);
  events.push('loaded');
  loaded.resolve();
  for (const outcome of await Promise.all(asked)) expect(outcome).toMatchObject({ ok: false });
  expect(events.slice(0, 2)).toEqual(['loaded', 'located']);
  session.stop();
});
