import { expect, test } from '../fixtures/app-test.ts';
import { isStandIn } from '../fixtures/is-stand-in.ts';
import { joinByApi } from '../fixtures/join-by-api.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';
import { openChat } from '../pages/chat.ts';
import { openLobby } from '../pages/lobby.ts';
import { openRoomPage } from '../pages/room.ts';

test('C12 C1: markdown, code, tables and JSON are drawn, and hostile text stays inside its bubble', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { page, guest, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Writing');
  const dialogs: string[] = [];
  for (const window of [page, guest]) window.on('dialog', (dialog) => dialogs.push(dialog.message()));
  await ann.say('**Bold** and `code`, see https://example.org/x_y');
  await expect(ben.log.locator('strong', { hasText: 'Bold' })).toBeVisible();
  await expect(ben.log.getByRole('link', { name: /^https:\/\/example\.org\/x_y/ })).toBeVisible();

  await ann.say('```ts\nconst answer: number = 42\n```');
  const code = ben.log.locator('figure').filter({ hasText: 'const answer' });
  await expect(code.locator('span', { hasText: /^const$/ })).toHaveClass(/text-accent-text/);
  await code.getByRole('button', { name: 'Copy code' }).click();
  await expect(code.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await guest.evaluate(() => navigator.clipboard.readText())).toBe('const answer: number = 42');

  await ann.say('- [x] done\n- [ ] open\n\n| a | b |\n|---|---|\n| 1 | 2 |');
  await expect(ben.log.getByRole('table')).toBeVisible();
  await expect(ben.log.getByRole('checkbox', { name: 'Done' })).toBeChecked();

  for (const hostile of [
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '[click](javascript:alert(1)) ![x](https://example.invalid/x.png)',
    `\u202eevil ${'a\u0301'.repeat(400)} ${'M'.repeat(900)}`,
  ])
    await ann.say(hostile);
  await ann.say('the end');
  await expect(ben.messageOf('the end')).toBeVisible();
  expect(await guest.locator('[data-bubble] img, [data-bubble] script').count()).toBe(0);
  expect(await guest.locator('a[href^="javascript"]').count()).toBe(0);
  expect(await guest.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(dialogs).toEqual([]);
  await lookAt(guest, info, 'chat-writing');
});

test('C17: emoji, names and commands are completed while typing', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { page, ann, ben, guest } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Completing');
  await ann.composer.pressSequentially('well :tad');
  await expect(page.getByRole('option', { name: /:tada:/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(ann.composer).toHaveValue('well 🎉 ');
  await ann.composer.fill('');
  await ann.composer.pressSequentially('so :smile:');
  await expect(ann.composer).toHaveValue('so 😄');
  await ann.composer.fill('');

  await ann.composer.pressSequentially('hi @be');
  await expect(page.getByRole('option', { name: 'Ben' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(ann.composer).toHaveValue('hi @Ben ');
  await page.keyboard.press('Enter');
  await expect(ben.log.locator('mark[data-mention=me]')).toHaveText('@Ben');

  await ann.composer.pressSequentially('/');
  await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
  await lookAt(page, info, 'chat-commands');
  await ann.composer.fill('');
  await ann.say('/me waves');
  await expect(ben.log.getByText('waves')).toBeVisible();
  await ann.say('/topic Where we plan');
  await expect(guest.getByText('Where we plan').first()).toBeVisible();
  await ann.composer.fill('/nonsense');
  await ann.composer.press('Enter');
  await expect(page.getByText('There is no command /nonsense', { exact: false }).last()).toBeVisible();
  await expect(ann.composer).toHaveValue('/nonsense');
  await ann.composer.fill('/help');
  await ann.composer.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Add emoji' }).click();
  await page.getByRole('combobox', { name: 'Search emoji' }).fill('rocket');
  await expect(page.getByRole('gridcell', { name: 'rocket' })).toBeVisible();
  await lookAt(page, info, 'chat-emoji');
  await page.keyboard.press('Enter');
  await expect(ann.composer).toHaveValue('🚀');
});

test('C1 C11: JSON of a program folds, and calling everybody says first how many that is', async ({
  launchDesktop,
}, info) => {
  test.setTimeout(120_000);
  const { url, page } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Programs', person: 'Ann', limit: 40 });
  const roomCode = await openRoomPage(page).readCode();
  const ann = openChat(page);
  const robots = [];
  for (let number = 1; number <= 22; number += 1) {
    robots.push(await joinByApi(url, roomCode, `Robot ${number}`));
  }
  const content = JSON.stringify({ status: 'ok', nested: { deep: [1, 2, { three: '<b>3</b>' }] } });
  expect(await robots[0]?.post({ content, contentType: 'application/json' })).toBe(201);
  const block = ann.messageOf('status:');
  await expect(block.getByText('"ok"')).toBeVisible();
  await expect(block.getByText('deep:')).toBeHidden();
  await block.getByRole('button', { name: /nested:/ }).click();
  await expect(block.getByText('deep:')).toBeVisible();

  await ann.composer.fill('coffee, @all');
  await expect(page.getByText('This message will notify 22 people.')).toBeVisible();
  await lookAt(page, info, 'chat-call-all');
  await ann.composer.fill('coffee');
  await expect(page.getByText('This message will notify', { exact: false })).toBeHidden();
});

test('C12: a link in a message opens in the system’s browser, and the app stays where it is', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { desktop, page, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Links');
  test.skip(!(await isStandIn(desktop)), 'A real system opens its browser.');
  await ben.say('see https://example.org/a?b=c#d and [the plan](https://example.org/plan)');
  const message = ann.messageOf('the plan');
  const before = page.url();
  await message.getByRole('link', { name: /^https:\/\/example\.org\/a\?b=c#d/ }).click();
  await message.getByRole('link', { name: /^the plan/ }).click();
  const readOpened = () =>
    desktop.app.evaluate(() =>
      __standIn.calls.filter(({ api }) => api === 'shell.openExternal').map(({ args }) => args[0]),
    );
  await expect.poll(readOpened).toEqual(['https://example.org/a?b=c#d', 'https://example.org/plan']);
  expect(page.url()).toBe(before);
  expect(desktop.app.windows()).toHaveLength(1);
  await expect(message).toBeVisible();
});

test('C1: near the limit a message says how much more fits, and beyond it cannot be sent', async ({
  launchDesktop,
}) => {
  const { page } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Counting', person: 'Ann' });
  const ann = openChat(page);
  const send = ann.conversation.getByRole('button', { name: 'Send', exact: true });
  const counter = ann.conversation.getByRole('status').filter({ hasText: / byte/ });
  await ann.composer.fill('x'.repeat(14_000));
  await expect(send).toBeEnabled();
  await expect(counter).toHaveCount(0);
  await ann.composer.fill('x'.repeat(16_383));
  await expect(counter).toHaveText('1 byte left');
  // Two bytes in the host's count, one sign for people.
  await ann.composer.fill(`${'x'.repeat(16_383)}é`);
  await expect(counter).toHaveText('1 byte too long');
  await expect(send).toBeDisabled();
  await ann.composer.press('Enter');
  await expect(ann.composer).toHaveValue(/é$/);
  await ann.composer.fill('x'.repeat(16_384));
  await expect(counter).toHaveText('0 bytes left');
  await ann.composer.press('Enter');
  await expect(ann.composer).toHaveValue('');
  await expect(ann.messageOf('xxxx')).toHaveAttribute('data-delivery', 'stored');
});
