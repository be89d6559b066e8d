import { expect, test } from 'vitest';
import { parseHostAddress } from '../host-address.ts';

test.each([
  ['192.168.1.4', { address: '192.168.1.4', port: 7420 }],
  [' 192.168.1.4:8000 ', { address: '192.168.1.4', port: 8000 }],
  ['desk.local', { address: 'desk.local', port: 7420 }],
  ['[fe80::1]:9000', { address: 'fe80::1', port: 9000 }],
  ['http://desk/spaces/ABC234', { address: 'desk', port: 80 }],
  ['https://desk:7421/', { address: 'desk', port: 7421 }],
])('%s is understood as %j', (typed, place) => {
  expect(parseHostAddress(typed)).toEqual(place);
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
