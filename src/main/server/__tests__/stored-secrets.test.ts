import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { expectStatus, makeRoom, startTestHost } from './test-host.ts';

const ADMIN = { 'X-Admin-Token': 'the-admin-token', 'Content-Type': 'application/json' };

/** The database with everything that SQLite keeps beside it, as it lies on the disk at this moment. */
async function readDatabaseFiles(dataDir: string): Promise<Map<string, Buffer>> {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith('spaces.sqlite'));
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(dataDir, name))] as const)),
  );
}

/** Every spelling in which a secret could have been written down. */
function listSpellings(secret: string): Map<string, Buffer> {
  const bytes = Buffer.from(secret, 'hex');
  return new Map([
    ['text', Buffer.from(secret)],
    ['capitals', Buffer.from(secret.toUpperCase())],
    ['UTF-16', Buffer.from(secret, 'utf16le')],
    ['bytes', bytes],
    // Without the last digits: they depend on what stands behind, as in an invitation.
    ['base64 of the bytes', Buffer.from(bytes.toString('base64').slice(0, 40))],
    ['base64 of the text', Buffer.from(Buffer.from(secret).toString('base64').slice(0, 80))],
  ]);
}

it('A4 the secrets of agents, identities and namespaces are on the disk as their hash only', async () => {
  const host = await startTestHost({ adminToken: ADMIN['X-Admin-Token'] });
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann);
  const { body } = expectStatus(await ann.post(`/api/rooms/${room.id}/agents`, { name: 'Bot' }), 201);
  const make = async (path: string): Promise<{ ns: string; secret: string }> =>
    (await fetch(`${host.url}${path}`, { method: 'POST', headers: ADMIN, body: '{}' })).json() as Promise<{
      ns: string;
      secret: string;
    }>;
  const space = await make('/admin/namespaces');
  const identity = await make(`/admin/${space.ns}/identities`);
  const secrets = [body.secret, space.secret, identity.secret] as string[];
  // They are used too: neither a session nor a message may keep them.
  for (const path of [
    `/${body.namespace}/rooms/${room.id}/messages`,
    `/${body.namespace}/rooms/${room.id}/read`,
  ]) {
    const said = { body: 'hello', last_read_mid: '0' };
    const headers = { 'X-Inbox-Secret': body.secret, 'Content-Type': 'application/json' };
    const used = await fetch(`${host.url}${path}`, { method: 'POST', headers, body: JSON.stringify(said) });
    expect(used.status).toBe(200);
  }

  async function expectHashesOnly(): Promise<void> {
    const files = await readDatabaseFiles(host.dataDir);
    for (const secret of secrets) {
      expect(secret).toMatch(/^[0-9a-f]{64}$/);
      const hash = createHash('sha256').update(secret).digest('hex');
      // The search finds what is there.
      expect([...files.values()].some((bytes) => bytes.includes(hash))).toBe(true);
      for (const [name, bytes] of files) {
        for (const [spelling, needle] of listSpellings(secret)) {
          expect([name, spelling, bytes.includes(needle)]).toEqual([name, spelling, false]);
        }
      }
    }
  }
  expect([...(await readDatabaseFiles(host.dataDir)).keys()]).toContain('spaces.sqlite-wal');
  await expectHashesOnly();
  // The end of the host writes everything back into the database itself.
  await host.stop();
  expect([...(await readDatabaseFiles(host.dataDir)).keys()]).toEqual(['spaces.sqlite']);
  await expectHashesOnly();
});
