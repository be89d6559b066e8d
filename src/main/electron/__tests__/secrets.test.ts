import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJsonFile } from '../json-file.ts';
import { createSecrets, type KeyStore, SecretsSchema } from '../secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spaces-secrets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Turns text around: enough to see whether it was used. */
const mirror: KeyStore = {
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from([...text].reverse().join('')),
  decryptString: (encrypted) => [...encrypted.toString()].reverse().join(''),
};
const none: KeyStore = { ...mirror, isEncryptionAvailable: () => false };
const changed: KeyStore = {
  ...mirror,
  decryptString() {
    throw new Error('another key');
  },
};

function open(keyStore: KeyStore) {
  const unreadable: true[] = [];
  const file = createJsonFile({
    file: join(folder, 'secrets.json'),
    schema: SecretsSchema,
    now: () => 1,
    onDamaged: () => {},
  });
  return {
    secrets: createSecrets({ file, keyStore, onUnreadable: () => unreadable.push(true) }),
    unreadable,
  };
}

test.each([
  ['a key store', mirror],
  ['no key store', none],
])('with %s the device id is made once and comes back', async (_name, keyStore) => {
  const { secrets } = open(keyStore);
  const [first, again] = await Promise.all([secrets.getDeviceId('proof'), secrets.getDeviceId('proof')]);
  expect(first).toMatch(/^[\w-]{43}$/);
  expect(again).toBe(first);
  expect(await secrets.getDeviceId('another host')).not.toBe(first);
  expect(await open(keyStore).secrets.getDeviceId('proof')).toBe(first);
});

test('with a key store the file does not show the secret', async () => {
  const id = await open(mirror).secrets.getDeviceId('proof');
  expect(await readFile(join(folder, 'secrets.json'), 'utf8')).not.toContain(id);
});

test('a key store that changed its key costs the old id and says so', async () => {
  const before = await open(mirror).secrets.getDeviceId('proof');
  const { secrets, unreadable } = open(changed);
  expect(await secrets.getDeviceId('proof')).not.toBe(before);
  expect(unreadable).toHaveLength(1);
});
