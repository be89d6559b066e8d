import type { Notification } from 'electron';
import { expect, test } from '../fixtures/app-test.ts';
import { isStandIn } from '../fixtures/is-stand-in.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { recordAlerts } from '../fixtures/record-alerts.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';
import { openRoomPage } from '../pages/room.ts';

test('C14: search finds words with operators, in any script, and leads to the message and back', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(150_000);
  const { page, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Searching');
  await ann.say('The treasure is under the oak');
  await ben.say('明日の会議は三時です');
  await expect(ann.messageOf('明日の会議は三時です')).toBeVisible();
  for (let number = 1; number <= 60; number += 1) await ann.say(`filler ${number}\nwith two lines`);
  // A search is asked once: what it finds has to be stored by then.
  await expect(ann.messageOf('filler 60')).toHaveAttribute('data-delivery', 'stored', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const panel = ann.panel('Search messages');
  const field = panel.getByRole('searchbox', { name: 'Search messages' });
  await expect(field).toBeFocused();
  await lookAt(page, info, 'chat-search-help');
  await field.fill('treasure from:Ann');
  await expect(panel.locator('mark')).toHaveText('treasure');
  await lookAt(page, info, 'chat-search');
  await panel.getByRole('button', { name: /treasure/ }).click();
  await expect(ann.messageOf('The treasure is under the oak')).toBeInViewport();
  await page.getByRole('button', { name: 'Jump to the latest message' }).click();
  await expect(ann.messageOf('filler 60')).toBeInViewport();

  await field.fill('会議');
  await expect(panel.getByRole('button', { name: /会議/ })).toBeVisible();
  await field.fill('treasure from:Ben');
  await expect(panel.getByText('Nothing found').last()).toBeVisible();
  await field.fill('has:');
  await expect(panel.getByText('After has: comes link, file or image.')).toBeVisible();
  await field.fill('');
  await panel.getByRole('button', { name: 'Date' }).click();
  await panel.getByLabel('Jump to a day').fill('2020-01-01');
  await panel.getByRole('button', { name: 'Jump', exact: true }).click();
  await expect(ann.messageOf('The treasure is under the oak')).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
});

test('R17: two people talk alone, and nobody else sees it', async ({ launchDesktop, openBrowser }, info) => {
  test.setTimeout(120_000);
  const { desktop, page, guest, ann, ben, code } = await openRoomOfTwo(
    { launchDesktop, openBrowser },
    'Together',
  );
  const cid = await openBrowser(`${desktop.url}/spaces/${code}`);
  await cid.getByLabel('Your name').fill('Cid');
  await cid.getByRole('button', { name: 'Join room' }).click();
  await ben.say('Hello all');
  await ann.messageOf('Hello all').getByRole('button', { name: 'About Ben' }).click();
  await lookAt(page, info, 'chat-person');
  await page.getByRole('button', { name: 'Message alone' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ben' })).toBeVisible();
  await ann.say('Just for you');
  await expect(guest.getByRole('navigation', { name: 'Your rooms' }).getByText('Just for you')).toBeVisible();
  await guest.getByRole('navigation', { name: 'Your rooms' }).getByRole('button', { name: /Ann/ }).click();
  await expect(ben.messageOf('Just for you')).toBeVisible();
  await ben.say('Thank you');
  await expect(ann.messageOf('Thank you')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Copy code/ })).toBeHidden();
  await lookAt(page, info, 'chat-direct');
  await expect(cid.getByText('Just for you')).toBeHidden();
});

test('C20: a notification waits, tells of several at once, and leads to the message', async ({
  launchDesktop,
  openBrowser,
}) => {
  test.setTimeout(120_000);
  const { page, ann, ben, guest } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Telling');
  const alerts = await recordAlerts(guest);
  await guest.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await ann.say('first');
  await ann.say('second');
  await expect.poll(alerts.read, { timeout: 10_000 }).toEqual(['Telling|Ann: second\nand one more message']);
  await alerts.openFirst();
  await expect(ben.messageOf('second')).toBeInViewport();
  // What was not read yet would be told together with what comes next.
  await expect(guest).toHaveTitle(/^Telling /);

  await openRoomPage(guest).chooseAlertLevel('Mentions only');
  await guest.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await ann.say('not important');
  await ann.say('but this is, @Ben');
  await expect
    .poll(async () => (await alerts.read()).at(-1), { timeout: 10_000 })
    .toBe('Telling|Ann: but this is, @Ben');
  expect(await alerts.read()).toHaveLength(2);
  await expect(page.getByRole('heading', { level: 1, name: 'Telling' })).toBeVisible();
});

test('C20: the desktop app shows a notification of the system, and a click on it leads to the message', async ({
  launchDesktop,
  openBrowser,
}) => {
  test.setTimeout(120_000);
  const { desktop, page, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Desk');
  test.skip(!(await isStandIn(desktop)), 'A real system does not tell what it shows.');
  await page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await ben.say('hello desktop');
  const readShown = () =>
    desktop.app.evaluate(() =>
      (__standIn.notifications as Notification[]).map(({ title, body }) => [title, body]),
    );
  await expect.poll(readShown, { timeout: 10_000 }).toEqual([['Desk', 'Ben: hello desktop']]);
  await desktop.app.evaluate(() => (__standIn.notifications as Notification[])[0]?.emit('click'));
  await expect(ann.messageOf('hello desktop')).toBeInViewport();
  await ben.say('seen at once');
  await expect(ann.messageOf('seen at once')).toBeVisible();
});

test('C10: the icon beside the clock and the badge tell the number in the title', async ({
  launchDesktop,
  openBrowser,
}) => {
  test.setTimeout(120_000);
  const { desktop, page, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Tray');
  test.skip(!(await isStandIn(desktop)), 'A real system does not tell what it shows.');
  const readTray = () => desktop.app.evaluate(() => (__standIn.trays[0] as { toolTip: string }).toolTip);
  await expect.poll(readTray).toBe('Spaces');
  await page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await ben.say('first');
  await expect.poll(readTray).toBe('Spaces: 1 unread message');
  await ben.say('second');
  await expect.poll(readTray).toBe('Spaces: 2 unread messages');
  await expect(page).toHaveTitle(/^\(2\) /);
  await expect.poll(() => desktop.app.evaluate(({ app }) => app.getBadgeCount())).toBe(2);
  await page.getByRole('button', { name: /Tray/ }).first().click();
  await expect(ann.messageOf('second')).toBeInViewport();
  await expect.poll(readTray).toBe('Spaces');
});

test('P1: somebody without input is away, and back with the next key', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, guest } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Idle');
  const people = page.getByRole('complementary', { name: /^People in / });
  await guest.clock.install();
  await guest.reload();
  await expect(guest.getByTestId('conversation')).toBeVisible();
  await guest.mouse.move(10, 10);
  await guest.clock.fastForward('05:01');
  await expect(people.getByText('Away')).toBeVisible();
  await guest.mouse.move(40, 40);
  await expect(people.getByText('Away')).toBeHidden();
});
