import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { findAppFile, findContentType } from '../app-files.ts';

const ROOT = resolve('/app/renderer');

test('files are found below the root, and addresses without an extension are the page', () => {
  expect(findAppFile(ROOT, '/assets/index-a1.js')).toBe(join(ROOT, 'assets/index-a1.js'));
  expect(findAppFile(ROOT, '/')).toBe(join(ROOT, 'index.html'));
  expect(findAppFile(ROOT, '/spaces/ABC234')).toBe(join(ROOT, 'index.html'));
});

test.each([
  '/../secret.js',
  '/%2e%2e/secret.js',
  '/assets/..%2f..%2f..%2fetc/passwd.js',
  '/..%5csecret.js',
  '/%00.js',
  '/%',
  '/../renderer-other/x.js',
])('%s stays outside', (pathname) => {
  expect(findAppFile(ROOT, pathname)).toBeNull();
});

test('a file of unknown kind is never a page or a script', () => {
  expect(findContentType('/x/readme.unknown')).toBe('application/octet-stream');
});
