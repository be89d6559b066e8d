import { expect, it } from 'vitest';
import { findInviteToken, readJoinLink, writeAppLink } from '../invite-link.ts';

const TOKEN = 'Sg8n7YE1Qix3EQ5-mKqmpYmeSFNGp1c4';

it.each([
  [`http://10.0.0.2:7420/spaces/ABCDEF?invite=${TOKEN}`, TOKEN],
  [`Join: http://h/spaces/ABCDEF?a=b&invite=${TOKEN}#top`, TOKEN],
  [`spaces://join/ABCDEF?invite=${TOKEN}`, TOKEN],
  ['http://h/spaces/ABCDEF', null],
  ['http://h/spaces/ABCDEF?invite=short', null],
  [`http://h/spaces/ABCDEF?invite=${TOKEN}<script>`, null],
  [`http://h/spaces/ABCDEF?invite=${'x'.repeat(200)}`, null],
])('R12: in %s the token is %s', (link, token) => {
  expect(findInviteToken(link)).toBe(token);
});

it.each([
  ['http://192.168.1.5:7420/spaces/ABCDEF', 'http://192.168.1.5:7420'],
  ['Come: https://kitchen.local/spaces/abc-def?invite=x now', 'https://kitchen.local'],
  ['http://[fd00::5]:7420/spaces/ABCDEF', 'http://[fd00::5]:7420'],
  ['spaces://join/ABCDEF?host=192.168.1.5:7420', '192.168.1.5:7420'],
  [`spaces://join/ABCDEF?invite=${TOKEN}&host=kitchen.local`, 'kitchen.local'],
  ['spaces://join/ABCDEF?host=[fd00::5]:7420#top', '[fd00::5]:7420'],
  ['ABC DEF', null],
  ['spaces://join/ABCDEF', null],
  ['spaces://join/ABCDEF?ghost=1.2.3.4', null],
  ['spaces://join/ABCDEF?host=me@1.2.3.4', null],
  ['spaces://join/ABCDEF?host=1.2.3.4/path', null],
  [`spaces://join/ABCDEF?host=${'x'.repeat(200)}`, null],
  ['http://user:secret@1.2.3.4/spaces/ABCDEF', null],
  ['http://1.2.3.4:7420/elsewhere/spaces/ABCDEF', null],
])('L2: in %s the address is %s', (link, address) => {
  expect(readJoinLink(link)).toMatchObject({ code: 'ABCDEF', address });
});

it.each(['', 'http://192.168.1.5:7420/spaces/', 'http://192.168.1.5:7420/', 'spaces://join/?host=1.2.3.4'])(
  'L2: %s leads to no room',
  (link) => {
    expect(readJoinLink(link)).toBeNull();
    expect(writeAppLink(link)).toBeNull();
  },
);

it('L2: the link for the app says the same as the one for a browser', () => {
  const places = {
    'http://192.168.1.5:7420': '192.168.1.5:7420',
    'http://[fd00::5]:7420': '[fd00::5]:7420',
    'http://kitchen.local': 'kitchen.local:80',
    'https://kitchen.local': 'kitchen.local:443',
  };
  for (const [origin, place] of Object.entries(places)) {
    const link = writeAppLink(`${origin}/spaces/ABCDEF?invite=${TOKEN}`) ?? '';
    expect(link.startsWith('spaces://join/ABCDEF?')).toBe(true);
    expect(readJoinLink(link)).toEqual({ code: 'ABCDEF', invite: TOKEN, address: place });
  }
  expect(writeAppLink('ABC-DEF')).toBe('spaces://join/ABCDEF');
});
