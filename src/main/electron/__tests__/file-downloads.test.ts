import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow, DownloadItem } from 'electron';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFileDownloads } from '../file-downloads.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spaces-downloads-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const URL_OF_FILE = 'https://192.168.1.5:7420/api/files/one?sign=x';
const sumOf = (text: string) => createHash('sha256').update(text).digest('hex');
const WISH = { url: URL_OF_FILE, name: 'x', sha256: sumOf('bytes') };

/** A download as the app sees it; what happens to it is played by the test. */
class Item extends EventEmitter {
  path = '';
  resumed = 0;
  canGoOn = true;
  getURL = () => URL_OF_FILE;
  setSavePath(path: string) {
    this.path = path;
    writeFileSync(path, 'bytes');
  }
  canResume = () => this.canGoOn;
  resume() {
    this.resumed += 1;
  }
  cancel() {
    this.emit('done', {}, 'cancelled');
  }
}

function createBench(play: (item: Item) => void) {
  const session = new EventEmitter();
  const item = new Item();
  const offered: string[] = [];
  const bench = { offered, item, chosen: join(folder, 'chosen.bin') };
  const window = {
    webContents: {
      downloadURL() {
        session.emit('will-download', {}, item as unknown as DownloadItem);
        play(item);
      },
    },
  };
  const downloads = createFileDownloads({
    session: session as never,
    dialog: {
      async showSaveDialog(...given: unknown[]) {
        offered.push((given.at(-1) as { defaultPath: string }).defaultPath);
        return { canceled: bench.chosen === '', filePath: bench.chosen };
      },
    },
    getWindow: () => window as unknown as BrowserWindow,
    getFolder: () => folder,
  });
  return { ...bench, bench, downloads };
}

it('offers a safe name whatever the host calls the file, and replaces what was there only by the whole', async () => {
  writeFileSync(join(folder, 'chosen.bin'), 'older');
  const { downloads, offered } = createBench((item) => item.emit('done', {}, 'completed'));
  const wish = { ...WISH, name: '../../.ssh/authorized\u202e_keys' };
  expect(await downloads.save(wish)).toEqual({ isSaved: true });
  expect(offered).toEqual([join(folder, 'authorized_keys')]);
  expect(readdirSync(folder)).toEqual(['chosen.bin']);
  expect(readFileSync(join(folder, 'chosen.bin'), 'utf8')).toBe('bytes');
});

it('goes on a few times where a line broke, and leaves no part when it gives up', async () => {
  writeFileSync(join(folder, 'chosen.bin'), 'older');
  const { downloads, item } = createBench((played) => {
    for (let turn = 0; turn < 4; turn += 1) played.emit('updated', {}, 'interrupted');
  });
  await expect(downloads.save(WISH)).rejects.toMatchObject({
    code: 'NOT_REACHABLE',
  });
  expect(item.resumed).toBe(3);
  expect(readdirSync(folder)).toEqual(['chosen.bin']);
  expect(readFileSync(join(folder, 'chosen.bin'), 'utf8')).toBe('older');
});

it('leaves no part where the whole cannot take its place', async () => {
  mkdirSync(join(folder, 'chosen.bin'));
  const { downloads } = createBench((item) => item.emit('done', {}, 'completed'));
  await expect(downloads.save(WISH)).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['chosen.bin']);
});

it('saves nothing without a place, and nothing that is no file of a host', async () => {
  const { downloads, bench } = createBench(() => expect.unreachable());
  bench.chosen = '';
  expect(await downloads.save(WISH)).toEqual({ isSaved: false });
  await expect(downloads.save({ ...WISH, url: 'file:///etc/passwd' })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  });
  expect(readdirSync(folder)).toEqual([]);
});

it('keeps nothing whose sum is not the one its sender counted, and says so', async () => {
  writeFileSync(join(folder, 'chosen.bin'), 'older');
  const { downloads, item } = createBench((played) => {
    writeFileSync(played.path, 'bytez');
    played.emit('done', {}, 'completed');
  });
  await expect(downloads.save(WISH)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(item.path).toBe(join(folder, 'chosen.bin.part'));
  expect(readdirSync(folder)).toEqual(['chosen.bin']);
  expect(readFileSync(join(folder, 'chosen.bin'), 'utf8')).toBe('older');
});

it('saves what nobody counted as it comes', async () => {
  const { downloads } = createBench((item) => item.emit('done', {}, 'completed'));
  expect(await downloads.save({ ...WISH, sha256: null })).toEqual({ isSaved: true });
});
