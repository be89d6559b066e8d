import { expect, test } from 'vitest';
import { isExternalLink, isSameOrigin, isTrustedSender } from '../trusted-page.ts';

const APP = { windowContentsId: 4, origin: 'app://spaces' };

test('the main frame of our own window is trusted', () => {
  expect(isTrustedSender({ contentsId: 4, frame: { origin: 'app://spaces', parent: null } }, APP)).toBe(true);
});

test.each([
  ['a frame inside the page', { contentsId: 4, frame: { origin: 'app://spaces', parent: {} } }],
  ['another window', { contentsId: 5, frame: { origin: 'app://spaces', parent: null } }],
  ['another host of the scheme', { contentsId: 4, frame: { origin: 'app://evil', parent: null } }],
  ['a web page', { contentsId: 4, frame: { origin: 'https://spaces', parent: null } }],
  ['an opaque origin', { contentsId: 4, frame: { origin: 'null', parent: null } }],
  ['a frame that is gone', { contentsId: 4, frame: null }],
])('%s is not trusted', (_name, sender) => {
  expect(isTrustedSender(sender, APP)).toBe(false);
});

test('while there is no window, nobody is trusted', () => {
  const sender = { contentsId: 4, frame: { origin: 'app://spaces', parent: null } };
  expect(isTrustedSender(sender, { ...APP, windowContentsId: null })).toBe(false);
});

test('the dev server is trusted at its own port only', () => {
  const at = (origin: string) => ({ contentsId: 1, frame: { origin, parent: null } });
  const dev = { windowContentsId: 1, origin: 'http://localhost:5173' };
  expect(isTrustedSender(at('http://localhost:5173'), dev)).toBe(true);
  expect(isTrustedSender(at('http://localhost:5174'), dev)).toBe(false);
});

test('origins are compared with and without a path', () => {
  expect(isSameOrigin('app://spaces/', 'app://spaces')).toBe(true);
  expect(isSameOrigin('app://spaces.evil/', 'app://spaces')).toBe(false);
  expect(isSameOrigin('not a url', 'app://spaces')).toBe(false);
});

test.each(['https://example.org', 'http://192.168.1.4:7420/x', 'mailto:ada@example.org'])(
  '%s may leave',
  (url) => {
    expect(isExternalLink(url)).toBe(true);
  },
);

test.each(['file:///etc/passwd', 'javascript:alert(1)', 'smb://host/share', 'spaces://join/ABC234', 'x', ''])(
  '%s may not',
  (url) => {
    expect(isExternalLink(url)).toBe(false);
  },
);
