import { expect, test } from 'vitest';
import { parseHostAddress } from '../host-address.ts';

test.each([
  ['192.168.1.4', 'http://192.168.1.4:7420'],
  [' 192.168.1.4:8000 ', 'http://192.168.1.4:8000'],
  ['desk.local', 'http://desk.local:7420'],
  ['[fe80::1]:9000', 'http://[fe80::1]:9000'],
  ['http://desk/spaces/ABC234', 'http://desk'],
  ['https://desk:7421/', 'https://desk:7421'],
])('%s is understood as %s', (typed, baseUrl) => {
  expect(parseHostAddress(typed)).toBe(baseUrl);
});

test.each([
  '',
  ' ',
  'two words',
  'ftp://desk',
  'file:///etc',
  'http://user:pw@desk',
  'http://',
  'desk:99999',
])('%j is no address', (typed) => {
  expect(parseHostAddress(typed)).toBeNull();
});
