import { readFileSync } from 'node:fs';
import { expect, test } from '../fixtures/app-test.ts';
import { openChat } from '../pages/chat.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openLobby } from '../pages/lobby.ts';
import { openModeration } from '../pages/moderation.ts';
import { openRoomPage } from '../pages/room.ts';

test('R16: the owner sees figures as charts and tables, and saves them', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { url } = await launchDesktop();
  const page = await openBrowser(url);
  await openLobby(page).createRoom({ name: 'Counted', person: 'Ann' });
  const room = openRoomPage(page);
  const code = await room.readCode();
  for (const words of ['One', 'Two', 'Three']) await room.say(words);
  // Figures are asked for once: what they count has to be stored by then.
  await expect(openChat(page).messageOf('Three')).toHaveAttribute('data-delivery', 'stored');
  const ben = await openBrowser(`${url}/spaces/${code}`);
  await joinAtGate(ben, { person: 'Ben' });
  await ben.getByRole('button', { name: 'More for this room' }).click();
  await expect(ben.getByRole('menuitem', { name: 'Figures…' })).toBeHidden();

  await room.openMenu('Figures…');
  const dialog = page.getByRole('dialog', { name: 'Figures of “Counted”' });
  await expect(dialog.getByRole('img', { name: /^Messages by hour: 3 in all/ })).toBeVisible();
  await dialog.getByText('A month').click();
  await expect(dialog.getByRole('img', { name: /^Messages by day: 3 in all/ })).toBeVisible();
  await dialog.getByText('Show as a table').first().click();
  await expect(dialog.getByRole('cell', { name: '3', exact: true }).first()).toBeVisible();
  const waiting = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save as .csv' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('Counted.csv');
  expect(readFileSync(await download.path(), 'utf8').split('\n').length).toBeGreaterThan(1);
});

test('R18: the host sees and ends everything on it; a guest needs the token', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Mine', person: 'Ann' });
  const ben = await openBrowser(url);
  await openLobby(ben).createRoom({ name: 'Theirs', person: 'Ben' });
  await openRoomPage(ben).say('Anybody here?');
  await expect(openChat(ben).messageOf('Anybody here?')).toHaveAttribute('data-delivery', 'stored');

  await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
  await page.getByRole('button', { name: 'Administer this host…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Administration of this host' });
  await expect(dialog.getByText('Running since', { exact: false })).toBeVisible();
  await dialog.getByRole('tab', { name: 'Figures' }).click();
  await expect(dialog.getByRole('img', { name: /^Messages by hour: 1 in all/ })).toBeVisible();
  await dialog.getByText('3 months').click();
  await expect(dialog.getByRole('img', { name: /^Messages by day: 1 in all/ })).toBeVisible();
  await expect(dialog.getByText('Call minutes')).toBeHidden();
  await expect(dialog.getByRole('button', { name: 'Save as .csv' })).toBeEnabled();
  await dialog.getByRole('tab', { name: 'Rooms' }).click();
  await dialog.getByRole('searchbox', { name: 'Search' }).fill('their');
  await expect(dialog.getByText('Mine', { exact: true })).toBeHidden();
  await dialog.getByRole('button', { name: 'Delete the room Theirs' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete room' }).click();
  await expect(openLobby(ben).join).toBeVisible();
  await dialog.getByRole('tab', { name: 'People' }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Ben' })).toContainText('1 open line');
  await dialog.getByRole('tab', { name: 'Overview' }).click();
  await dialog.getByRole('button', { name: 'Clean up now' }).click();
  await expect(page.getByText('Nothing had to be cleaned up').first()).toBeVisible();

  await ben.getByRole('button', { name: 'Settings', exact: true }).first().click();
  await ben.getByRole('button', { name: 'Administer this host…' }).click();
  await ben.getByLabel('Admin token').fill('a guess');
  await ben.getByRole('button', { name: 'Go on' }).click();
  await expect(ben.getByText('That is not the admin token of this host.')).toBeVisible();
});

test('R18: a ban of any room is seen and lifted by the host', async ({ launchDesktop, openBrowser }) => {
  const { page, url } = await launchDesktop();
  const ann = await openBrowser(url);
  await openLobby(ann).createRoom({ name: 'Strict', person: 'Ann' });
  const code = await openRoomPage(ann).readCode();
  const ben = await openBrowser(`${url}/spaces/${code}`);
  await joinAtGate(ben, { person: 'Ben' });
  await openModeration(ann).act('Ben', 'Ban…');
  await ann.getByRole('switch', { name: 'Give the room a new code too' }).click();
  await ann.getByRole('button', { name: 'Ban Ben' }).click();
  await expect(ben.getByRole('alertdialog')).toBeVisible();

  await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
  await page.getByRole('button', { name: 'Administer this host…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Administration of this host' });
  await dialog.getByRole('tab', { name: 'Bans' }).click();
  await expect(dialog.getByText('“Strict”, by Ann')).toBeVisible();
  await dialog.getByRole('button', { name: 'Lift the ban of Ben' }).click();
  await expect(dialog.getByText('Nobody is banned anywhere')).toBeVisible();
  await ben.goto(`${url}/spaces/${code}`);
  await joinAtGate(ben, {});
  await expect(openRoomPage(ben).composer).toBeVisible();
});
