import { expect, it } from 'vitest';
import { findInviteToken } from '../invite-link.ts';

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
