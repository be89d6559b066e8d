import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startHeadless } from './headless-host.ts';
import { createRestClient } from './rest-client.ts';
import { expectStatus, makeDataDir } from './test-host.ts';

it('R18 a host without a window keeps its made token in a file of its owner, and says neither in its log', async () => {
  const dataDir = await makeDataDir();
  const { url, ready, readLog } = await startHeadless(dataDir);
  const file = String(ready.adminTokenFile);
  expect(file).toBe(join(dataDir, 'admin-token'));
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  const token = (await readFile(file, 'utf8')).trim();
  expectStatus(await createRestClient(() => url, token).get('/api/admin/overview'), 200);
  expect(JSON.stringify(ready)).not.toContain(token);
  expect(readLog()).not.toContain(token);
});

it('R18 a chosen token needs no file, and the file of an older one goes', async () => {
  const dataDir = await makeDataDir();
  await writeFile(join(dataDir, 'admin-token'), 'of an earlier start\n');
  const { url, ready } = await startHeadless(dataDir, ['--admin-token', 'a-token-of-my-own']);
  expect(ready.adminTokenFile).toBeNull();
  expect(existsSync(join(dataDir, 'admin-token'))).toBe(false);
  expectStatus(await createRestClient(() => url, 'a-token-of-my-own').get('/api/admin/overview'), 200);
});
