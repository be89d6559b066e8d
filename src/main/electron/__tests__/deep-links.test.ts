import { expect, test } from 'vitest';
import { writeAppLink } from '#shared/model/invite-link.ts';
import { findJoinLink, parseJoinLink } from '../deep-links.ts';

test.each([
  'spaces://join/ABC234',
  'spaces://join/abc234/',
  'SPACES://JOIN/abc-234',
  'spaces://join/ABC%20234?x=1',
])('%s names the room ABC234', (url) => {
  expect(parseJoinLink(url)).toEqual({ code: 'ABC234', invite: null, address: null });
});

test('R12: an invitation comes along', () => {
  const invite = 'aB3-_aB3-_aB3-_aB3-_';
  const link = writeAppLink(`http://10.0.0.2:7420/spaces/ABC234?invite=${invite}`) ?? '';
  expect(parseJoinLink(link)).toEqual({ code: 'ABC234', invite, address: '10.0.0.2:7420' });
  expect(parseJoinLink('spaces://join/ABC234?invite=short')).toMatchObject({ invite: null });
});

test.each([
  'spaces://open/ABC234',
  'spaces://join/',
  'spaces://join/ABC',
  'spaces://join/ABC23%',
  'https://example.org/spaces/ABC234',
  'ABC234',
  '--flag',
])('%s is no join link', (url) => {
  expect(parseJoinLink(url)).toBeNull();
});

test('the link is found among the arguments of a start', () => {
  expect(findJoinLink(['/opt/Spaces/spaces', '--no-sandbox', 'spaces://join/XYZ789'])).toEqual({
    code: 'XYZ789',
    invite: null,
    address: null,
  });
  expect(findJoinLink(['/opt/Spaces/spaces', '.'])).toBeNull();
});
