import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { explainHostFailure } from '../explain-host-failure.ts';

const withCode = (code: string) => Object.assign(new Error(`raw ${code}`), { code });

test.each([
  ['EADDRINUSE', /ports/],
  ['EADDRNOTAVAIL', /address/],
  ['EACCES', /may not/],
  ['EROFS', /cannot be written/],
  ['SQLITE_READONLY_DBMOVED', /cannot be written/],
  ['SQLITE_CANTOPEN', /cannot be written/],
  ['ENOSPC', /disk is full/],
  ['SQLITE_FULL', /disk is full/],
  ['SQLITE_IOERR_FSYNC', /disk .* problem/],
  ['SQLITE_BUSY', /Another program/],
  ['SQLITE_CORRUPT_INDEX', /damaged/],
  ['SQLITE_NOTADB', /damaged/],
])('%s is told in a sentence', (code, sentence) => {
  const told = explainHostFailure(withCode(code));
  expect(told).toMatch(sentence);
  expect(told).not.toContain(code);
});

test('what is not known says what it said itself', () => {
  expect(explainHostFailure(new Error('The database was written by a newer version'))).toMatch(/newer/);
  expect(explainHostFailure('odd')).toBe('odd');
});

test('a port that is really taken is told as such', async () => {
  const first = createServer();
  await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve));
  const { port } = first.address() as AddressInfo;
  const error = await new Promise((resolve) =>
    createServer().once('error', resolve).listen(port, '127.0.0.1'),
  );
  expect(explainHostFailure(error)).toMatch(/ports/);
  first.close();
});
