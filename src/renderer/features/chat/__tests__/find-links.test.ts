import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findLinks } from '../find-links.ts';

function linksIn(text: string): string[] {
  return findLinks(text).flatMap((part) => (part.url === null ? [] : [part.text]));
}

it.each([
  ['see https://example.org/a.', ['https://example.org/a']],
  ['(https://example.org/wiki/A_(b))', ['https://example.org/wiki/A_(b)']],
  ['a http://10.0.0.5:7420/spaces/ABCDEF, b', ['http://10.0.0.5:7420/spaces/ABCDEF']],
  ['HTTPS://EXAMPLE.ORG', ['HTTPS://EXAMPLE.ORG']],
  ['two https://a.org https://b.org', ['https://a.org', 'https://b.org']],
  ['javascript:alert(1) data:text/html,x file:///etc/passwd', []],
  ['https://', []],
  ['https://paypal.com@evil.example/', []],
  ['xhttps://example.org', []],
])('finds the web links in %j', (text, links) => {
  expect(linksIn(text)).toEqual(links);
});

it('loses no character and opens only web addresses, whatever the text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('https://', 'http://a.b', '(', ')', '"', '<script>', 'javascript:', ' ', '\n', '@'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const text = pieces.join('');
      const parts = findLinks(text);
      expect(parts.map((part) => part.text).join('')).toBe(text);
      for (const { url } of parts) if (url !== null) expect(url).toMatch(/^https?:\/\/[^@]*/);
    }),
  );
});

it('takes a text made to be slow in its stride', () => {
  const text = `https://a.org/${'('.repeat(8_000)}${')'.repeat(8_100)}`;
  expect(linksIn(text)).toEqual([text.slice(0, -100)]);
});
