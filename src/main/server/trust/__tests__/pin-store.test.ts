import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FingerprintChangedError, type HostSighting, openPinStore } from '../pin-store.ts';
import { createRecordingLogger } from './recording-logger.ts';

const fingerprintA = 'a'.repeat(64);
const fingerprintB = 'b'.repeat(64);
const sighting: HostSighting = {
  hostId: 'host-1',
  fingerprint: fingerprintA,
  name: "Anna's laptop",
  address: '10.0.0.5',
  port: 7420,
  verifiedBy: 'first-use',
};

describe('known hosts', () => {
  let directory = '';
  let file = '';
  let time = 1000;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'spaces-pins-'));
    file = join(directory, 'known-hosts.json');
    time = 1000;
  });
  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });
  function open(logger = createRecordingLogger()) {
    return openPinStore({ file, now: () => time++, logger });
  }

  it('are remembered across restarts, in a file for the owner only', async () => {
    const store = await open();
    expect(store.checkFingerprint('host-1', fingerprintA)).toBe('unknown');
    const host = await store.rememberHost(sighting);
    expect(host).toMatchObject({
      verifiedBy: 'first-use',
      isFavourite: false,
      addresses: [{ address: '10.0.0.5', port: 7420 }],
    });
    const again = await open();
    expect(again.getHost('host-1')).toEqual(host);
    expect(again.checkFingerprint('host-1', fingerprintA)).toBe('known');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('never change their pin by themselves: a changed certificate is an error with both sides in it', async () => {
    const store = await open();
    await store.rememberHost(sighting);
    const attempt = store.rememberHost({ ...sighting, fingerprint: fingerprintB, verifiedBy: 'code' });
    await expect(attempt).rejects.toBeInstanceOf(FingerprintChangedError);
    await expect(attempt).rejects.toMatchObject({
      code: 'FINGERPRINT_CHANGED',
      seen: fingerprintB,
      known: { fingerprint: fingerprintA },
    });
    expect(() => store.checkFingerprint('host-1', fingerprintB)).toThrow(FingerprintChangedError);
    expect((await open()).getHost('host-1')?.fingerprint).toBe(fingerprintA);
  });

  it('can be met anew only after the person forgot them', async () => {
    const store = await open();
    await store.rememberHost(sighting);
    await store.forgetHost('host-1');
    await store.rememberHost({ ...sighting, fingerprint: fingerprintB });
    expect((await open()).getHost('host-1')?.fingerprint).toBe(fingerprintB);
  });

  it('rise from first use to code, and never fall back', async () => {
    const store = await open();
    await store.rememberHost(sighting);
    expect((await store.rememberHost({ ...sighting, verifiedBy: 'code' })).verifiedBy).toBe('code');
    expect((await store.rememberHost(sighting)).verifiedBy).toBe('code');
  });

  it('keep their newest addresses first and not more than eight', async () => {
    const store = await open();
    for (let index = 1; index <= 12; index += 1)
      await store.rememberHost({ ...sighting, address: `10.0.0.${index}` });
    await store.rememberHost({ ...sighting, address: '10.0.0.9' });
    const addresses = store.getHost('host-1')?.addresses.map((entry) => entry.address);
    expect(addresses?.slice(0, 3)).toEqual(['10.0.0.9', '10.0.0.12', '10.0.0.11']);
    expect(addresses).toHaveLength(8);
  });

  it('come as favourites first, then by last use', async () => {
    const store = await open();
    for (const hostId of ['one', 'two', 'three']) await store.rememberHost({ ...sighting, hostId });
    await store.setFavourite('one', true);
    expect((await open()).listHosts().map((host) => host.hostId)).toEqual(['one', 'three', 'two']);
  });

  it('drop strangers first when there are too many', async () => {
    const store = await open();
    await store.rememberHost({ ...sighting, hostId: 'verified', verifiedBy: 'code' });
    await Promise.all(
      Array.from({ length: 500 }, (_, index) => store.rememberHost({ ...sighting, hostId: `host-${index}` })),
    );
    expect(store.getHost('verified')).toBeDefined();
    expect(store.getHost('host-0')).toBeUndefined();
    expect(store.listHosts()).toHaveLength(500);
    expect((await open()).listHosts()).toHaveLength(500);
  });

  it.each(['', 'nonsense', '{"version":1,"hosts":[{"hostId":"x"}]}'])(
    'set a damaged file aside (%j)',
    async (damage) => {
      await writeFile(file, damage);
      const logger = createRecordingLogger();
      const store = await open(logger);
      expect(store.listHosts()).toEqual([]);
      expect(logger.lines[0]?.level).toBe('error');
      const [aside] = await readdir(directory);
      expect(await readFile(join(directory, aside ?? ''), 'utf8')).toBe(damage);
    },
  );
});
