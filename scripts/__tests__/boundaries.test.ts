import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cruiseSources } from '../steps/cruise-sources.ts';

const project = resolve(import.meta.dirname, '../..');
let planted: string;

/** One breach of each kind, with the rule that must report it. */
const BREACHES: readonly (readonly [file: string, code: string, rule: string])[] = [
  ['src/shared/a.ts', "import '../main/server/create-room-server.ts'", 'shared-stands-alone'],
  ['src/shared/b.ts', "import 'node:fs'", 'shared-knows-zod-only'],
  ['src/shared/c.ts', "import { ghost } from './nowhere.ts'; ghost()", 'not-to-unresolvable'],
  ['src/shared/d.ts', "import './e.ts'", 'no-circular'],
  ['src/main/server/domain/a.ts', "import '../http/x.ts'", 'domain-knows-no-surface'],
  ['src/main/server/domain/b.ts', "import { v } from '../storage/x.ts'; v()", 'domain-sees-storage-by-type'],
  ['src/main/server/domain/c.ts', "import express from 'express'; express()", 'home-of-express'],
  ['src/main/server/storage/a.ts', "import '../http/x.ts'", 'storage-knows-no-surface'],
  ['src/main/server/storage/b.ts', "import '../domain/ok.ts'", 'storage-sees-domain-by-type'],
  ['src/main/server/http/a.ts', "import '../storage/x.ts'", 'http-knows-domain-only'],
  ['src/main/server/http/b.ts', "import { Server } from 'socket.io'; new Server()", 'home-of-socket-io'],
  ['src/main/server/http/c.ts', "import { sql } from 'kysely'; sql()", 'home-of-kysely'],
  ['src/main/server/http/d.ts', "import { WebSocket } from 'ws'; new WebSocket('')", 'home-of-ws'],
  ['src/main/server/http/e.ts', "import { log } from '../logger.ts'; log()", 'services-are-given'],
  ['src/main/server/realtime/a.ts', "import '../http/x.ts'", 'realtime-knows-domain-only'],
  ['src/main/server/trust/a.ts', "import '../domain/ok.ts'", 'discovery-and-trust-stand-alone'],
  ['src/main/server/a.ts', "import '../electron/ok.ts'", 'server-knows-no-window'],
  ['src/main/server/b.ts', "import { app } from 'electron'; app.quit()", 'home-of-electron'],
  ['src/main/electron/a.ts', "import '../server/http/x.ts'", 'electron-uses-the-public-factory'],
  ['src/preload/a.ts', "import '../main/electron/ok.ts'", 'preload-knows-the-contract'],
  ['src/client/a.ts', "import '../renderer/lib/ok.ts'", 'client-knows-shared'],
  ['src/renderer/app/a.ts', "import '../../main/server/http/x.ts'", 'renderer-stays-in-the-window'],
  ['src/renderer/app/b.ts', "import 'node:path'", 'renderer-has-no-node'],
  ['src/renderer/features/room/a.ts', "import '../lobby/ok.ts'", 'features-do-not-know-each-other'],
  ['src/renderer/features/room/b.ts', "import 'socket.io-client'", 'home-of-socket-io-client'],
  ['src/renderer/session/a.ts', "import '../features/lobby/ok.ts'", 'session-knows-no-screen'],
  ['src/renderer/bridge/a.ts', "import '../session/ok.ts'", 'bridge-knows-no-screen'],
  ['src/renderer/ui/a.ts', "import '../session/ok.ts'", 'ui-only-looks'],
];

const HARMLESS: readonly (readonly [file: string, code: string])[] = [
  ['src/shared/e.ts', "import './d.ts'"],
  ['src/main/server/create-room-server.ts', "import './storage/x.ts'"],
  ['src/main/server/http/x.ts', "import '../domain/ok.ts'; import express from 'express'; express()"],
  ['src/main/server/logger.ts', 'export const log = () => {}'],
  ['src/main/server/http/f.ts', "import type { log } from '../logger.ts'; export type Log = typeof log"],
  ['src/main/server/storage/x.ts', "import { sql } from 'kysely'; export const v = () => sql"],
  ['src/main/server/domain/ok.ts', "import type { v } from '../storage/x.ts'; export type V = typeof v"],
  [
    'src/main/electron/ok.ts',
    "import { app } from 'electron'; import '../server/create-room-server.ts'; app",
  ],
  ['src/renderer/lib/ok.ts', 'export const one = 1'],
  ['src/renderer/session/ok.ts', "import 'socket.io-client'; import '../lib/ok.ts'"],
  ['src/renderer/features/lobby/ok.ts', "import '../../session/ok.ts'"],
  ['src/main/server/__tests__/x.test.ts', "import 'socket.io-client'; import '../storage/x.ts'"],
];

beforeAll(async () => {
  planted = await mkdtemp(join(tmpdir(), 'spaces-boundaries-'));
  await cp(join(project, 'package.json'), join(planted, 'package.json'));
  await symlink(join(project, 'node_modules'), join(planted, 'node_modules'));
  for (const [file, code] of [...BREACHES, ...HARMLESS]) {
    await mkdir(dirname(join(planted, file)), { recursive: true });
    await writeFile(join(planted, file), code);
  }
});

afterAll(() => rm(planted, { recursive: true, force: true }));

test('every planted breach is reported by its rule, and nothing else is reported', async () => {
  const { violations, sourceCount } = await cruiseSources({ directory: planted });
  expect(sourceCount).toBe(BREACHES.length + HARMLESS.length);

  const reported = violations.map(({ from, rule }) => `${from}: ${rule}`);
  for (const [file, , rule] of BREACHES) expect(reported).toContain(`${file}: ${rule}`);

  const harmless = new Set(HARMLESS.map(([file]) => file));
  expect(violations.filter(({ from }) => harmless.has(from))).toEqual([]);
});
