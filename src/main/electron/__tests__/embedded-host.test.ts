import { expect, test } from 'vitest';
import { createEmbeddedHost } from '../embedded-host.ts';

interface Call {
  readonly what: string;
  readonly host: string;
}

const access = { allowsBrowsers: true, allowsHttp: true };

/** Servers that say what happens to them; `failing` listens nowhere. */
function setUp({ failing = () => false }: { failing?: () => boolean } = {}) {
  const calls: Call[] = [];
  const networkListeners = new Set<() => void>();
  let networkUrls = ['http://10.0.0.2:7420'];
  const failures: unknown[] = [];
  const host = createEmbeddedHost({
    createServer: ({ host, hostName }) => ({
      async start() {
        calls.push({ what: `start ${hostName}`, host });
        if (failing()) throw Object.assign(new Error('listen'), { code: 'EADDRINUSE' });
        return {
          httpUrl: 'http://127.0.0.1:7420',
          port: 7420,
          hostId: 'h1',
          startId: 's1',
          fingerprint: 'f1',
          adminToken: 'a1',
          listNetworkUrls: () => (host === '0.0.0.0' ? networkUrls : []),
          onNetworkChange(listener) {
            networkListeners.add(listener);
            return () => networkListeners.delete(listener);
          },
          changeAccess: ({ allowsBrowsers }) =>
            void calls.push({ what: `browsers ${allowsBrowsers ? 'in' : 'out'}`, host }),
        };
      },
      async stop() {
        calls.push({ what: 'stop', host });
      },
    }),
    logFailure: (error) => failures.push(error),
  });
  const states: string[] = [];
  host.subscribe((status) => states.push(status.state));
  const moveTo = (url: string) => {
    networkUrls = [url];
    for (const listener of networkListeners) listener();
  };
  return { host, calls, failures, states, moveTo };
}

test('it listens on the network while hosting is on and tells how to reach it', async () => {
  const { host, calls, states } = setUp();
  expect(host.readStatus()).toEqual({ state: 'starting' });
  await host.apply({ ...access, isHostingOn: true, hostName: 'Desk' });
  expect(calls).toEqual([{ what: 'start Desk', host: '0.0.0.0' }]);
  expect(states).toEqual(['starting', 'running']);
  expect(host.readStatus()).toEqual({
    state: 'running',
    address: { hostKey: 'host:h1', hostId: 'h1', name: 'Desk', isOwn: true },
    networkUrls: ['http://10.0.0.2:7420'],
    fingerprint: 'f1',
    mcpUrl: 'http://127.0.0.1:7420/mcp',
  });
});

test('switching hosting off keeps it on loopback for the own window', async () => {
  const { host, calls } = setUp();
  await host.apply({ ...access, isHostingOn: true, hostName: 'Desk' });
  await host.apply({ ...access, isHostingOn: false, hostName: 'Desk' });
  expect(calls.slice(1)).toEqual([
    { what: 'stop', host: '0.0.0.0' },
    { what: 'start Desk', host: '127.0.0.1' },
  ]);
});

test('settings that do not concern the host leave it alone', async () => {
  const { host, calls } = setUp();
  await host.apply({ ...access, isHostingOn: true, hostName: 'Desk' });
  await host.apply({ ...access, isHostingOn: true, hostName: 'Desk' });
  expect(calls.filter(({ what }) => what.startsWith('start'))).toHaveLength(1);
});

test('who may come in changes without a new start', async () => {
  const { host, calls } = setUp();
  await host.apply({ ...access, isHostingOn: true, hostName: 'Desk' });
  await host.apply({ ...access, allowsBrowsers: false, isHostingOn: true, hostName: 'Desk' });
  expect(calls.map(({ what }) => what)).toEqual(['start Desk', 'browsers out']);
});

test('another network is told at once', async () => {
  const { host, moveTo } = setUp();
  await host.apply({ ...access, isHostingOn: true, hostName: 'Desk' });
  moveTo('http://10.9.9.9:7420');
  expect(host.readStatus()).toMatchObject({ networkUrls: ['http://10.9.9.9:7420'] });
});

test('changes in quick succession follow one another: never two servers at a time', async () => {
  const { host, calls } = setUp();
  await Promise.all([
    host.apply({ ...access, isHostingOn: true, hostName: 'A' }),
    host.apply({ ...access, isHostingOn: true, hostName: 'B' }),
    host.stop(),
  ]);
  expect(calls.map(({ what }) => what)).toEqual(['start A', 'stop', 'start B', 'stop']);
});

test('a host that cannot start says why, is cleaned up and can be tried again', async () => {
  let isFailing = true;
  const { host, calls, failures } = setUp({ failing: () => isFailing });
  await host.apply({ ...access, isHostingOn: true, hostName: 'Desk' });
  expect(host.readStatus()).toEqual({
    state: 'failed',
    message: 'Other programs use all the ports that Spaces tried.',
  });
  expect(failures).toHaveLength(1);
  expect(calls.at(-1)?.what).toBe('stop');

  isFailing = false;
  await host.apply({ ...access, isHostingOn: true, hostName: 'Desk' });
  expect(host.readStatus().state).toBe('running');
});
