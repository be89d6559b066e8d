import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Announcement, buildTxt, readTxt, type Sighting, shortenName } from '../announcement.ts';
import { createBrowser } from '../browser.ts';
import type { UsableInterface } from '../interfaces.ts';
import type { DnsPacket, DnsRecord, MdnsLink } from '../mdns-link.ts';
import type { MdnsLinks } from '../mdns-links.ts';

const eth0: UsableInterface = {
  name: 'eth0',
  address: '10.0.0.1',
  netmask: '255.255.255.0',
  broadcast: '10.0.0.255',
  kind: 'physical',
};
const announcement: Announcement = { hostId: 'anna', startId: 's1', name: 'Anna', protocol: 1, port: 7420 };

/** A link of the test: packets are handed in, questions are counted. */
function createFixture() {
  const state = {
    questions: 0,
    sightings: [] as Sighting[],
    goodbyes: [] as object[],
    listeners: new Set<(packet: DnsPacket, sender: { address: string }) => void>(),
  };
  const link = {
    interface: eth0,
    query: () => {
      state.questions += 1;
    },
    onResponse: (listener) => {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
  } satisfies Partial<MdnsLink>;
  const links: MdnsLinks = {
    attachToLinks: (attach) => {
      const detach = attach(link as unknown as MdnsLink);
      return async () => detach();
    },
    stop: async () => undefined,
  };
  const browser = createBrowser({
    links,
    listInterfaces: () => [eth0],
    onSighting: (sighting) => state.sightings.push(sighting),
    onGoodbye: (goodbye) => state.goodbyes.push(goodbye),
    random: () => 0.5,
  });
  const receive = (packet: DnsPacket, address = '10.0.0.2') => {
    for (const listener of state.listeners) listener(packet, { address });
  };
  return { state, browser, receive };
}

function createPacket({
  ttl = 120,
  txt = buildTxt(announcement),
  port = 7420 as unknown,
  addresses = [] as string[],
} = {}): DnsPacket {
  const name = 'spaces-abc._spaces._tcp.local';
  const data = Object.entries(txt).map(([key, value]) => Buffer.from(`${key}=${value}`));
  const answers: DnsRecord[] = [
    { type: 'PTR', name: '_Spaces._TCP.local', ttl, data: name },
    { type: 'SRV', name, ttl, data: { port, target: 'spaces-abc.local' } },
    { type: 'TXT', name, ttl, data },
    ...addresses.map((address) => ({ type: 'A', name: 'spaces-abc.local', ttl, data: address })),
  ];
  return { answers };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('browsing', () => {
  it('takes the address from the sender', () => {
    const { state, receive } = createFixture();
    receive(createPacket());
    expect(state.sightings).toEqual([
      { source: 'mdns', address: '10.0.0.2', port: 7420, hostId: 'anna', startId: 's1' },
    ]);
  });

  it('takes other addresses only from its own networks: nobody can make it knock elsewhere', () => {
    const { state, receive } = createFixture();
    receive(createPacket({ addresses: ['10.0.0.7', '8.8.8.8', '127.0.0.1', 'nonsense'] }));
    expect(state.sightings.map((one) => one.address)).toEqual(['10.0.0.2', '10.0.0.7']);
    receive(createPacket(), '203.0.113.9');
    expect(state.sightings).toHaveLength(2);
  });

  it('reports good-byes as such', () => {
    const { state, receive } = createFixture();
    receive(createPacket({ ttl: 0 }));
    expect(state).toMatchObject({ sightings: [], goodbyes: [{ hostId: 'anna', startId: 's1' }] });
  });

  it('ignores what is not ours or not well-formed', () => {
    const { state, receive } = createFixture();
    const good = createPacket();
    const hostile: DnsPacket[] = [
      {},
      { answers: [] },
      { answers: [{ type: 'PTR', name: '_http._tcp.local', data: 'x' }] },
      { answers: good.answers?.filter((one) => one.type !== 'TXT') ?? [] },
      { answers: good.answers?.filter((one) => one.type !== 'SRV') ?? [] },
      createPacket({ port: 0 }),
      createPacket({ port: 'x' }),
      createPacket({ txt: {} }),
      createPacket({ txt: { ...buildTxt(announcement), id: '../../etc' } }),
      createPacket({ txt: { ...buildTxt(announcement), v: '-1' } }),
      {
        answers: [
          { type: 'PTR', name: '_spaces._tcp.local', ttl: 1 },
          { type: 'TXT', name: 'undefined', data: 7 },
          { type: 'SRV', name: 'undefined', data: null },
        ],
      },
    ];
    for (const packet of hostile) receive(packet);
    expect(state.sightings).toEqual([]);
  });

  it('asks at once, at 250 ms, 1, 2 and 4 s, then ever more seldom, and quickly again when told', () => {
    const { state, browser } = createFixture();
    const times: number[] = [];
    for (let ms = 0; ms <= 600_000; ms += 250) {
      const before = state.questions;
      vi.advanceTimersByTime(ms === 0 ? 0 : 250);
      if (state.questions > before) times.push(ms / 1000);
    }
    expect(times).toEqual([0, 0.25, 1, 2, 4, 15, 45, 105, 225, 345, 465, 585]);
    const before = state.questions;
    browser.refresh();
    vi.advanceTimersByTime(4000);
    expect(state.questions - before).toBe(5);
  });

  it('leaves nothing behind', async () => {
    const { state, browser } = createFixture();
    await browser.stop();
    expect([state.listeners.size, vi.getTimerCount()]).toEqual([0, 0]);
  });
});

describe('the announcement', () => {
  it('survives its way through TXT and fits into it', () => {
    const name = 'Ännas 👩‍👩‍👧 Läptop '.repeat(30);
    const txt = buildTxt({ ...announcement, name });
    const entries = Object.entries(txt).map(([key, value]) => Buffer.from(`${key}=${value}`));
    expect(entries.every((entry) => entry.length < 256)).toBe(true);
    expect(readTxt(entries)).toEqual({ hostId: 'anna', startId: 's1', protocol: 1, name: shortenName(name) });
    expect(name.startsWith(shortenName(name))).toBe(true);
  });

  it('says who, when, which version and nothing else', () => {
    expect(Object.keys(buildTxt(announcement)).sort()).toEqual(['id', 'n', 's', 'v']);
  });
});
