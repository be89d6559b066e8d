import type { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRecordingLogger } from '../../trust/__tests__/recording-logger.ts';
import type { Sighting } from '../announcement.ts';
import { createAnnouncer } from '../announcer.ts';
import { createBrowser } from '../browser.ts';
import type { MdnsLink } from '../mdns-link.ts';
import { createMdnsLinks } from '../mdns-links.ts';
import { createNetworkWatcher } from '../network-watcher.ts';
import { loopback } from './loopback.ts';

const patience = { timeout: 8000, interval: 20 };
const stops: Array<() => unknown> = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** Real multicast sockets on loopback; the list of interfaces is the test's. */
function createMachine() {
  const state = { interfaces: [loopback], attached: [] as MdnsLink[], detached: 0 };
  const logger = createRecordingLogger();
  const watcher = createNetworkWatcher({ read: () => state.interfaces, now: Date.now, intervalMs: 20 });
  const links = createMdnsLinks({ watcher, logger });
  links.attachToLinks((link) => {
    state.attached.push(link);
    return () => {
      state.detached += 1;
    };
  });
  stops.push(watcher.stop, links.stop);
  return { state, logger, watcher, links };
}

function breakSocket(link: MdnsLink | undefined): void {
  if (!link) throw new Error('there is no link to break');
  const { mdns } = Reflect.get(link.bonjour, 'server') as { mdns: EventEmitter };
  mdns.emit('error', Object.assign(new Error('The socket died'), { code: 'EADDRINUSE' }));
}

describe('the multicast links', () => {
  it('come back after their socket died, and the host is heard again', async () => {
    const host = createMachine();
    const seeker = createMachine();
    const id = `host-${process.pid}`;
    const sightings: Sighting[] = [];
    const goodbyes: object[] = [];
    const announcer = createAnnouncer({
      links: host.links,
      describe: () => ({ hostId: id, startId: 's1', name: 'Anna', protocol: 1, port: 7420 }),
    });
    createBrowser({
      links: seeker.links,
      listInterfaces: () => [loopback],
      onSighting: (sighting) => sightings.push(sighting),
      onGoodbye: (goodbye) => goodbyes.push(goodbye),
    });
    const isHeard = () => expect(sightings.some((one) => one.hostId === id && one.port === 7420)).toBe(true);
    await vi.waitFor(isHeard, patience);
    breakSocket(host.state.attached.at(-1));
    await vi.waitFor(() => expect(host.state.attached).toHaveLength(2), patience);
    expect(host.state.detached).toBe(1);
    sightings.length = 0;
    await vi.waitFor(isHeard, patience);
    await announcer.stop();
    await vi.waitFor(() => expect(goodbyes).toContainEqual({ hostId: id, startId: 's1' }), patience);
  });

  it('follow the interfaces as they go and come, and are made anew after sleep', async () => {
    const { state, watcher } = createMachine();
    expect(state.attached).toHaveLength(1);
    state.interfaces = [];
    await vi.waitFor(() => expect(state.detached).toBe(1), patience);
    state.interfaces = [loopback];
    await vi.waitFor(() => expect(state.attached).toHaveLength(2), patience);
    watcher.reportResume();
    expect(state.attached).toHaveLength(3);
    await vi.waitFor(() => expect(state.detached).toBe(2), patience);
  });

  it('do not rebuild what is no longer there, nor after stop', async () => {
    const { state, links, logger } = createMachine();
    breakSocket(state.attached[0]);
    expect(logger.lines.map((line) => line.level)).toEqual(['warn']);
    await links.stop();
    expect(state).toMatchObject({ detached: 1, attached: { length: 1 } });
    breakSocket(state.attached[0]);
    expect(logger.lines).toHaveLength(1);
  });
});
