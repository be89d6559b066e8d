import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Settings } from '#shared/contract/ipc.ts';
import { createJsonFile } from '../json-file.ts';
import { openSettings, StoredSettingsSchema } from '../settings-file.ts';

const DEFAULTS: Settings = {
  displayName: null,
  theme: 'system',
  isHostingOn: true,
  hostName: 'Desk',
  allowsBrowsers: true,
  allowsHttp: true,
  excludedInterfaces: [],
  knownHosts: [],
  isDoorbellOn: true,
  recentRooms: [],
  archivedRooms: [],
};

let folder: string;
let damaged: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spaces-settings-'));
  damaged = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const path = () => join(folder, 'settings.json');
const open = () =>
  openSettings({
    file: createJsonFile({
      file: path(),
      schema: StoredSettingsSchema,
      now: () => 7,
      onDamaged: (aside) => damaged.push(aside),
    }),
    defaults: DEFAULTS,
  });

test('the first start has the defaults', async () => {
  expect((await open()).read()).toEqual(DEFAULTS);
});

test('a change is there after a restart, and the rest is untouched', async () => {
  await (await open()).change({ displayName: 'Ada', theme: 'dark' });
  expect((await open()).read()).toEqual({ ...DEFAULTS, displayName: 'Ada', theme: 'dark' });
});

test('changes at the same moment are all kept, in their order, and leave no temporary file', async () => {
  const settings = await open();
  await Promise.all(['A', 'B', 'C'].map((hostName) => settings.change({ hostName })));
  await settings.change({ isHostingOn: false });
  expect((await open()).read()).toEqual({ ...DEFAULTS, hostName: 'C', isHostingOn: false });
  expect(await readdir(folder)).toEqual(['settings.json']);
});

test('subscribers hear what changed until they undo', async () => {
  const settings = await open();
  const heard: string[] = [];
  const undo = settings.subscribe((now, before) => heard.push(`${before.theme} → ${now.theme}`));
  await settings.change({ theme: 'light' });
  undo();
  await settings.change({ theme: 'dark' });
  expect(heard).toEqual(['system → light']);
});

test.each([
  ['cut in half', '{"displayName": "Ad'],
  ['of another kind', '{"theme": "pink"}'],
  ['empty', ''],
])('a file that is %s is put aside and the defaults are used', async (_name, text) => {
  await writeFile(path(), text);
  expect((await open()).read()).toEqual(DEFAULTS);
  expect(damaged).toEqual([`${path()}.damaged-7`]);
  expect(await readFile(`${path()}.damaged-7`, 'utf8')).toBe(text);
});

test('a file of an older version keeps what it knows', async () => {
  await writeFile(path(), '{"displayName":"Ada","fromTheFuture":true}');
  expect((await open()).read()).toEqual({ ...DEFAULTS, displayName: 'Ada' });
});
