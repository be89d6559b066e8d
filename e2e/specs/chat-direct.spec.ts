import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openTwoDesktops } from '../fixtures/two-desktops.ts';
import { createCaller, watchToken } from '../fixtures/watch-token.ts';
import { openChat } from '../pages/chat.ts';
import { joinAtGate } from '../pages/gate.ts';

const toLobby = (page: Page) => page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
const talksOf = (page: Page) => page.getByRole('region', { name: 'Direct messages' });

/** The id of the only conversation of two that somebody has. */
async function findDirect(call: ReturnType<typeof createCaller>): Promise<string> {
  const { text } = await call('GET', '/api/rooms?scope=mine');
  const { rooms } = JSON.parse(text) as { rooms: { id: string; kind: string }[] };
  return rooms.find(({ kind }) => kind === 'direct')?.id ?? '';
}

test('R17: two desktops talk alone, and a third person gets nothing over REST or sockets', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(180_000);
  const { first, second, code, ann, ben } = await openTwoDesktops({ launchDesktop }, info, 'Together');
  const annToken = watchToken(first.page, first.url);
  const third = await openBrowser('about:blank');
  const cidToken = watchToken(third, first.url);
  const heard: string[] = [];
  third.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
  await third.goto(`${first.url}/spaces/${code}`);
  await joinAtGate(third, { person: 'Cid' });
  const cid = openChat(third);
  await expect(cid.composer).toBeVisible();

  await ben.say('Hello all');
  await expect(cid.messageOf('Hello all')).toBeVisible();
  await ann.messageOf('Hello all').getByRole('button', { name: 'About Ben' }).click();
  await first.page.getByRole('button', { name: 'Message alone' }).click();
  await expect(first.page.getByRole('heading', { name: 'You and Ben' })).toBeVisible();
  await lookAt(first.page, info, 'direct-welcome');
  await ann.say('Just for you');
  const rooms = second.page.getByRole('navigation', { name: 'Your rooms' });
  await rooms.getByRole('button', { name: /Just for you/ }).click();
  await expect(ben.messageOf('Just for you')).toBeVisible();
  await ben.say('Nobody else hears it');
  await expect(ann.messageOf('Nobody else hears it')).toBeVisible();
  await expect(first.page.getByRole('button', { name: /^Copy code/ })).toBeHidden();
  await lookAt(first.page, info, 'direct');

  const roomId = await findDirect(createCaller(first.url, await annToken()));
  expect(roomId).not.toBe('');
  const call = createCaller(first.url, await cidToken());
  const base = `/api/rooms/${roomId}`;
  for (const [method, path, body] of [
    ['GET', base, undefined],
    ['GET', `${base}/messages`, undefined],
    ['GET', `${base}/members`, undefined],
    ['POST', `${base}/join`, {}],
    ['POST', `${base}/messages`, { content: 'me too' }],
    ['PATCH', `/api/direct/${roomId}`, { readLifeSeconds: 1 }],
  ] as const) {
    const { status, text } = await call(method, path, body);
    expect([method, path, status]).toEqual([method, path, 404]);
    expect(text).not.toContain('Just for you');
  }
  expect((await call('GET', '/api/rooms?scope=all')).text).not.toContain('Just for you');
  expect((await call('GET', '/api/search?q=just')).text).not.toContain('Just for you');
  const raw = new WebSocket(`${first.url.replace('http', 'ws')}/ws?token=${(await cidToken()).slice(7)}`);
  const said: string[] = [];
  raw.addEventListener('message', ({ data }) => said.push(String(data)));
  await new Promise((resolve) => raw.addEventListener('open', resolve, { once: true }));
  raw.send(JSON.stringify({ type: 'join_room', room_id: roomId }));
  await expect.poll(() => said.some((frame) => frame.includes('ROOM_NOT_FOUND'))).toBe(true);
  await ann.say('And still only for you');
  await expect(ben.messageOf('And still only for you')).toBeVisible();
  raw.close();
  await ben.say('bye');
  await expect(ann.messageOf('bye')).toBeVisible();
  // What the third hears comes in order: after this nothing older is on its way.
  await toLobby(first.page);
  await first.page.getByRole('button', { name: /^Open Together/ }).click();
  await ann.say('last words');
  await expect(cid.messageOf('last words')).toBeVisible();
  expect([...heard, ...said].join('\n')).not.toMatch(/Just for you|Nobody else hears it|only for you/);
  await expect(third.getByText('Just for you')).toHaveCount(0);
});

test('R17: what was read goes for both at its time; the archive is each one’s own and has a way back', async ({
  launchDesktop,
}, info) => {
  test.setTimeout(180_000);
  const { first, second, ann, ben } = await openTwoDesktops({ launchDesktop }, info, 'Apart');
  const annToken = watchToken(first.page, first.url);
  const people = first.page.getByRole('complementary', { name: /^People in / });
  await people.getByRole('button', { name: 'More for Ben' }).click();
  await first.page.getByRole('menuitem', { name: 'Message alone' }).click();
  await expect(first.page.getByRole('heading', { level: 1, name: 'Ben' })).toBeVisible();
  await ann.say('This stays');
  const rooms = second.page.getByRole('navigation', { name: 'Your rooms' });
  await rooms.getByRole('button', { name: /This stays/ }).click();
  await expect(ben.messageOf('This stays')).toBeVisible();

  await first.page.getByRole('button', { name: 'More for this room' }).click();
  await first.page.getByRole('menuitemradio', { name: 'One hour' }).click();
  for (const { page } of [first, second]) {
    await expect(page.getByText('Messages go an hour after they were read')).toBeVisible();
  }
  await lookAt(second.page, info, 'direct-life');
  const call = createCaller(first.url, await annToken());
  const roomId = await findDirect(call);
  expect((await call('PATCH', `/api/direct/${roomId}`, { readLifeSeconds: 2 })).status).toBe(200);
  await expect(second.page.getByText('Messages go soon after they were read')).toBeVisible();
  await second.page.bringToFront();
  await ann.say('Burn after reading');
  await expect(ben.messageOf('Burn after reading')).toBeVisible();
  for (const { log, messageOf } of [ben, ann]) {
    await expect(messageOf('Burn after reading')).toHaveCount(0, { timeout: 15_000 });
    await expect(log.getByText('Message deleted')).toBeVisible();
    await expect(messageOf('This stays')).toBeVisible();
  }
  await second.page.getByRole('button', { name: 'More for this room' }).click();
  await second.page.getByRole('menuitemradio', { name: 'For ever' }).click();
  await expect(first.page.getByText('after they were read')).toBeHidden();

  await toLobby(second.page);
  const talks = talksOf(second.page);
  await talks.getByRole('button', { name: 'More for Ann' }).click();
  await second.page.getByRole('menuitem', { name: 'Archive' }).click();
  const fold = talks.getByText('1 archived conversation');
  await expect(fold).toBeVisible();
  await expect(talks.getByRole('button', { name: /^Open Ann/ })).toBeHidden();
  await lookAt(second.page, info, 'lobby-archive');

  // By keyboard alone: open the fold, the menu of what lies in it, bring it back.
  await talks.locator('summary').focus();
  await second.page.keyboard.press('Enter');
  await expect(talks.getByRole('button', { name: /^Open Ann/ })).toBeVisible();
  await lookAt(second.page, info, 'lobby-archive-open');
  await second.page.keyboard.press('Tab');
  await second.page.keyboard.press('Tab');
  await expect(talks.getByRole('button', { name: 'More for Ann' })).toBeFocused();
  await second.page.keyboard.press('Enter');
  await second.page.keyboard.press('Enter');
  await expect(fold).toBeHidden();
  await expect(talks.getByRole('button', { name: /^Open Ann/ })).toBeVisible();

  await talks.getByRole('button', { name: 'More for Ann' }).click();
  await second.page.getByRole('menuitem', { name: 'Archive' }).click();
  await expect(fold).toBeVisible();
  await ann.say('Something new');
  await expect(fold).toBeHidden();
  await expect(talks.getByRole('button', { name: 'Open Ann, 1 unread message' })).toBeVisible();
  await expect(talks.getByText('Something new')).toBeVisible();
  await lookAt(second.page, info, 'lobby-direct');
  // Whoever archived it did so alone.
  await toLobby(first.page);
  await expect(talksOf(first.page).getByRole('button', { name: /^Open Ben/ })).toBeVisible();
  // Whether the other one is there is said in words, and not at all while nobody can know.
  await expect(talks.getByRole('heading', { name: 'Ann Online' })).toBeVisible();
  await first.close();
  await expect(talks.getByRole('heading', { name: 'Ann', exact: true })).toBeVisible({ timeout: 20_000 });
});
