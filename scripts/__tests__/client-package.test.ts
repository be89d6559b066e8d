import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHostHere } from '../../src/client/__tests__/open-test-host.ts';
import { buildClient } from '../steps/build-client.ts';
import { findTool, PROJECT } from '../steps/project.ts';

const run = promisify(execFile);
let folder: string;
let app: string;

/** Packs the package and installs it in an empty place, as somebody would who knows nothing of this repository. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spaces-package-'));
  app = join(folder, 'app');
  const built = join(folder, 'built');
  await Promise.all([buildClient(built), mkdir(app)]);
  await writeFile(join(app, 'package.json'), '{"name": "app", "private": true, "type": "module"}');
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: built });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
  const quiet = ['--offline', '--no-audit', '--no-fund', '--silent'];
  await run('npm', ['install', ...quiet, join(folder, tarball)], { cwd: app });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const PROGRAM = `
import { AccessError, Spaces, type RoomMessage, type SpacesClient } from 'spaces-client';

const [way = '', url = '', adminToken = ''] = process.argv.slice(2);
const client: SpacesClient = way === 'remote' ? Spaces.remote(url, { adminToken }) : await Spaces.inMemory();
const { ns, secret: nsSecret } = await client.createNamespace({ displayName: 'Team' });
const [alice, bob] = await Promise.all(
  ['Alice', 'Bob'].map((displayName) => client.createIdentity({ ns, nsSecret, displayName })),
);
if (!alice || !bob) throw new Error('Nobody is there.');
const { roomId } = await client.createRoom({ ns, creatorSecret: alice.secret });
await client.addRoomMember({ ns, roomId, identityId: bob.id, secret: alice.secret });
await client.sendRoomMessage({ ns, roomId, secret: alice.secret, body: 'ping' });
const heard: RoomMessage[] = [];
for await (const message of client.listenRoom({ ns, roomId, secret: bob.secret })) {
  heard.push(message);
  if (message.body === 'pong') break;
  await client.sendRoomMessage({ ns, roomId, secret: bob.secret, body: 'pong' });
}
const refused = await client.getRoom({ ns, roomId, secret: nsSecret }).catch((error: unknown) => error);
await client.close();
console.log(JSON.stringify([...heard.map(({ body }) => body), refused instanceof AccessError]));
`;

it('A3 is published with types, without dependencies, and with nothing beside what it needs', async () => {
  const root = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8'));
  const installed = join(app, 'node_modules/spaces-client');
  const about = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  expect(about).toMatchObject({ name: 'spaces-client', version: root.version, type: 'module' });
  expect(about.dependencies).toBeUndefined();
  expect(about.peerDependencies['better-sqlite3']).toBe(`^${root.dependencies['better-sqlite3']}`);
  expect((await readdir(installed)).sort()).toEqual(['LICENSE', 'README.md', 'bin', 'dist', 'package.json']);
  expect(await readdir(join(app, 'node_modules'))).toEqual(
    expect.not.arrayContaining(['better-sqlite3', 'express', 'zod']),
  );
  for (const file of await readdir(join(installed, 'dist/client'))) {
    const text = await readFile(join(installed, 'dist/client', file), 'utf8');
    expect([file, /from ["'](?![.]\/[\w-]+[.]js)/.test(text)]).toEqual([file, false]);
  }
});

it('A3 the package is used from TypeScript and plain Node, against a real host and with one of its own', async () => {
  await writeFile(join(app, 'program.ts'), PROGRAM);
  const options = ['--module', 'nodenext', '--target', 'es2022', '--strict', '--lib', 'es2023,dom'];
  const types = ['--types', 'node', '--typeRoots', join(PROJECT, 'node_modules/@types')];
  const tsc = findTool('typescript', 'tsc');
  await run(process.execPath, [tsc, ...options, ...types, 'program.ts'], { cwd: app });
  const start = (...args: string[]) =>
    run(process.execPath, ['program.js', ...args], { cwd: app }).then(({ stdout }) => JSON.parse(stdout));

  const host = await openHostHere({ dataDir: null });
  expect(await start('remote', host.url, host.adminToken)).toEqual(['ping', 'pong', true]);
  await host.stop();

  const missing = await start('inMemory').catch((error: { stderr: string }) => error.stderr);
  expect(missing).toContain('A host needs the package better-sqlite3: npm install better-sqlite3');
  await symlink(join(PROJECT, 'node_modules/better-sqlite3'), join(app, 'node_modules/better-sqlite3'));
  expect(await start('inMemory')).toEqual(['ping', 'pong', true]);
  const help = await run(join(app, 'node_modules/.bin/spaces'), ['--help'], { cwd: app });
  expect(help.stdout).toContain('spaces listen [ROOM]');
}, 120_000);
