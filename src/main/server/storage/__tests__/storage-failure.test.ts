import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../database.ts';
import { lockFolder } from '../folder-lock.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spaces-storage-'));
  file = join(folder, 'spaces.sqlite');
});
afterEach(() => rm(folder, { recursive: true }));

const keep = (database: Database, name: string, value: string) =>
  database.write((writer) =>
    writer.prepare('insert into host_facts (name, value) values (?, ?)').run(name, value),
  );
const listKept = (database: Database) =>
  database.read((reader) =>
    reader
      .prepare<{ name: string }>('select name from host_facts order by name')
      .all()
      .map(({ name }) => name),
  );

describe('a full disk', () => {
  it('refuses what does not fit with STORAGE_FULL, keeps what was stored, and goes on when there is room', async () => {
    const failures: unknown[] = [];
    const database = openDatabase(file, { onFailure: (error) => failures.push(error) });
    await keep(database, 'a', 'small');
    const setLimit = (pages: number) =>
      database.read((reader) => void reader.prepare(`pragma max_page_count = ${pages}`).get());
    await setLimit(1);
    const large = 'x'.repeat(200_000);
    const group = await Promise.allSettled([keep(database, 'b', large), keep(database, 'c', large)]);
    for (const result of group) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'STORAGE_FULL' } });
    }
    expect(failures).toMatchObject([{ code: 'SQLITE_FULL' }]);
    expect(await listKept(database)).toEqual(['a']);
    await setLimit(100_000);
    await keep(database, 'd', large);
    expect(await listKept(database)).toEqual(['a', 'd']);
    database.close();
  });
});

describe('a file held by another program', () => {
  it('keeps writes waiting in order while the host goes on, and stores them when it is free', async () => {
    const database = openDatabase(file);
    const other = new BetterSqlite3(file);
    other.exec('begin immediate');
    const order: string[] = [];
    const writes = ['a', 'b'].map((name) => keep(database, name, '').then(() => order.push(name)));
    // The host answers meanwhile, and what comes later stays behind.
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(await listKept(database)).toEqual([]);
    writes.push(keep(database, 'c', '').then(() => order.push('c')));
    other.exec('rollback');
    await Promise.all(writes);
    expect(order).toEqual(['a', 'b', 'c']);
    other.close();
    database.close();
  });

  it('gives up after some seconds with STORAGE_FAILED, and a later write goes through', {
    timeout: 30_000,
  }, async () => {
    const database = openDatabase(file);
    const other = new BetterSqlite3(file);
    other.exec('begin immediate');
    await expect(keep(database, 'a', '')).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    other.exec('rollback');
    await keep(database, 'b', '');
    expect(await listKept(database)).toEqual(['b']);
    other.close();
    database.close();
  });

  it('is refused at the start when the folder belongs to another host, until that one ended', () => {
    const unlock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(
      expect.objectContaining({
        code: 'SQLITE_BUSY',
        message: `Another Spaces host uses the folder ${folder}.`,
      }),
    );
    unlock();
    lockFolder(folder)();
  });
});

describe('a damaged file', () => {
  async function makeFile(): Promise<void> {
    const database = openDatabase(file);
    for (let n = 0; n < 50; n += 1) await keep(database, `n${n}`, 'x'.repeat(2_000));
    database.close();
  }

  async function overwrite(position: number, length: number): Promise<void> {
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(length, 0x5a), 0, length, position);
    await handle.close();
  }

  it('is refused with a sentence when its head is gone, and kept byte by byte', async () => {
    await makeFile();
    await overwrite(0, 100);
    const before = await readFile(file);
    expect(() => openDatabase(file)).toThrow(
      expect.objectContaining({
        code: 'SQLITE_NOTADB',
        message: expect.stringContaining('is damaged. It was left as it is'),
      }),
    );
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  it('answers STORAGE_FAILED to what meets the damage while the host runs', async () => {
    await makeFile();
    const pageOf = new BetterSqlite3(file, { readonly: true });
    const page = pageOf.prepare("select rootpage from sqlite_schema where name = 'host_facts'").pluck().get();
    pageOf.close();
    const database = openDatabase(file);
    await overwrite((Number(page) - 1) * 4_096, 4_096);
    await expect(keep(database, 'new', 'x'.repeat(2_000))).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    await expect(listKept(database)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    database.close();
  });

  it('of a newer version is refused and left alone', async () => {
    const newer = new BetterSqlite3(file);
    newer.pragma('user_version = 9999');
    newer.close();
    expect(() => openDatabase(file)).toThrow(/newer version of Spaces/);
  });
});
