import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openLobby } from '../pages/lobby.ts';
import { openModeration } from '../pages/moderation.ts';
import { openRoomPage } from '../pages/room.ts';

test('R8: settings changed by one are seen by everybody at once, and what others change stays', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Before', person: 'Ann' });
  const code = await openRoomPage(page).readCode();
  const ben = await openBrowser(`${url}/spaces/${code}`);
  await joinAtGate(ben, { person: 'Ben' });
  await expect(openRoomPage(ben).composer).toBeVisible();
  await ben.getByRole('button', { name: 'More for this room' }).click();
  await expect(ben.getByRole('menuitem', { name: 'Room settings…' })).toBeHidden();
  await ben.keyboard.press('Escape');

  const ann = openModeration(page);
  await ann.openSettings();
  const dialog = page.getByRole('dialog', { name: /^Settings of/ });
  await expect(dialog.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  await dialog.getByLabel('Name', { exact: true }).fill('After');
  await dialog.getByLabel('Description').fill('Where we meet now');
  await dialog.getByRole('spinbutton', { name: 'People at most' }).fill('7');
  await dialog.getByRole('button', { name: 'Set a password' }).click();
  await dialog.getByLabel('New password').fill('open sesame');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(ben.getByRole('heading', { level: 1, name: 'After' })).toBeVisible();
  await expect(ben.getByText('Where we meet now').first()).toBeVisible();
  await expect(openRoomPage(ben).people.getByText('2/7')).toBeVisible();
  await expect(dialog.getByText('The room has a password.')).toBeVisible();
  const changed =
    'Ann named the room “After”, set the topic to “Where we meet now”, set the limit to 7 people, and set a password';
  await expect(openRoomPage(ben).log.getByText(changed)).toBeVisible();

  await dialog.getByLabel('Name', { exact: true }).fill('   ');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog.getByText('Give the room a name.')).toBeVisible();
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
});

test('R2 R8: a new code stops the old one at once', async ({ launchDesktop, openBrowser }) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Recoded', person: 'Ann' });
  const room = openRoomPage(page);
  const before = await room.readCode();
  await openModeration(page).openSettings();
  await page.getByRole('tab', { name: 'Door and code' }).click();
  await page.getByRole('button', { name: 'New code…' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('Give “Recoded” a new code?');
  await page.getByRole('button', { name: 'Change the code' }).click();
  await expect.poll(() => room.readCode()).not.toBe(before);
  await page.keyboard.press('Escape');

  const late = await openBrowser(`${url}/spaces/${before}`);
  await expect(late.getByText('There is no room with this code.', { exact: false })).toBeVisible();
  await late.goto(`${url}/spaces/${await room.readCode()}`);
  await joinAtGate(late, { person: 'Ben' });
  await expect(openRoomPage(late).composer).toBeVisible();
});

test('R10: roles are given, shown and handed over; each may do what the matrix says', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Ranks', person: 'Ann' });
  const code = await openRoomPage(page).readCode();
  const [ben, cleo] = [
    await openBrowser(`${url}/spaces/${code}`),
    await openBrowser(`${url}/spaces/${code}`),
  ];
  await joinAtGate(ben, { person: 'Ben' });
  await joinAtGate(cleo, { person: 'Cleo' });
  await expect(openRoomPage(ben).people.getByText('Cleo')).toBeVisible();
  await openModeration(ben).expectActs('Cleo', ['Message alone']);

  const ann = openModeration(page);
  await ann.act('Ben', 'Make moderator');
  await expect(ben.getByText('Moderator · Online')).toBeVisible();
  await openModeration(ben).expectActs('Cleo', ['Message alone', 'Mute in chat', 'Remove…', 'Ban…']);
  await ann.act('Ben', 'Make admin');
  await expect(ben.getByText('Admin · Online')).toBeVisible();
  await openModeration(ben).act('Cleo', 'Make moderator');
  await expect(cleo.getByText('Moderator · Online')).toBeVisible();
  await openModeration(cleo).expectActs('Ben', ['Message alone']);

  await ann.act('Ben', 'Hand the room over…');
  await expect(page.getByRole('alertdialog')).toContainText('Make Ben the owner of “Ranks”?');
  await page.getByRole('button', { name: 'Hand over' }).click();
  const rowOf = (window: Page, person: string) =>
    openRoomPage(window).people.getByRole('listitem').filter({ hasText: person });
  await expect(rowOf(ben, 'Ben')).toContainText('Owner · Online');
  await expect(rowOf(page, 'Ann')).toContainText('Admin · Online');
  await ann.expectActs('Ben', ['Message alone']);
});

test('R11: who is muted reads on, who is removed hears why, who is banned stays out until unbanned', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Order', person: 'Ann' });
  const annRoom = openRoomPage(page);
  const code = await annRoom.readCode();
  const ben = await openBrowser(`${url}/spaces/${code}`);
  await joinAtGate(ben, { person: 'Ben' });
  const benRoom = openRoomPage(ben);
  await expect(benRoom.composer).toBeVisible();
  const ann = openModeration(page);

  await ann.act('Ben', 'Mute in chat');
  await expect(benRoom.people.getByText('Muted')).toBeAttached();
  await annRoom.say('Only I can say something');
  await benRoom.expectMessage('Only I can say something');
  await ann.act('Ben', 'Let write again');
  await expect(benRoom.people.getByText('Muted')).toHaveCount(0);
  await benRoom.say('Thank you');
  await annRoom.expectMessage('Thank you');

  await ann.act('Ben', 'Remove…');
  await expect(page.getByRole('alertdialog')).toContainText('Remove Ben from “Order”?');
  await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.getByLabel('Reason').fill('Lunch break');
  await page.getByRole('button', { name: 'Remove Ben' }).click();
  await expect(ben.getByRole('alertdialog')).toContainText('You were removed from “Order”');
  await expect(ben.getByRole('alertdialog')).toContainText('Lunch break');
  await ben.keyboard.press('Enter');
  await expect(openLobby(ben).join).toBeVisible();

  await ben.goto(`${url}/spaces/${code}`);
  await joinAtGate(ben, {});
  await expect(benRoom.composer).toBeVisible();
  await ann.act('Ben', 'Ban…');
  await page.getByLabel('Reason').fill('Too loud');
  await page.getByRole('switch', { name: 'Give the room a new code too' }).click();
  await page.getByRole('button', { name: 'Ban Ben' }).click();
  await expect(ben.getByRole('alertdialog')).toContainText('You were banned from “Order”');
  await ben.keyboard.press('Escape');
  await ben.goto(`${url}/spaces/${code}`);
  await joinAtGate(ben, {});
  await expect(ben.getByText('You were banned from this room.')).toBeVisible();

  await ann.openSettings();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('Ann banned Ben: Too loud')).toBeVisible();
  await expect(page.getByText('Ann removed Ben: Lunch break')).toBeVisible();
  await page.getByRole('tab', { name: 'Bans' }).click();
  await page.getByRole('button', { name: 'Lift the ban of Ben' }).click();
  await expect(page.getByText('Nobody is banned')).toBeVisible();
  await joinAtGate(ben, {});
  await expect(benRoom.composer).toBeVisible();
});

test('R8: settings that were not saved are asked about before they go, and saving is always in sight', async ({
  launchDesktop,
}, info) => {
  test.setTimeout(120_000);
  const { page } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Kept words', person: 'Ann' });
  await openModeration(page).openSettings();
  const dialog = page.getByRole('dialog', { name: /^Settings of/ });
  const question = page.getByRole('alertdialog', { name: 'Discard changes?' });
  const topic = dialog.getByLabel('Description');
  await topic.fill('A topic nobody saved');
  await expect(dialog.getByRole('button', { name: 'Save changes' })).toBeInViewport({ ratio: 1 });
  await lookAt(page, info, 'settings-unsaved');

  // Again and again: a browser closes a dialog by itself when Escape is pressed twice without a word between.
  for (let round = 0; round < 3; round += 1) {
    await page.keyboard.press('Escape');
    await expect(question).toBeVisible();
    if (round === 0) await lookAt(page, info, 'settings-discard');
    await page.keyboard.press('Escape');
    await expect(question).toBeHidden();
    await expect(dialog).toBeVisible();
  }
  await dialog.getByRole('tab', { name: 'Door and code' }).click();
  await dialog.getByRole('tab', { name: 'General' }).click();
  await expect(topic).toHaveValue('A topic nobody saved');

  await dialog.getByRole('button', { name: 'Close' }).click();
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  // A busy button counts as disabled, and the dialog stays until the answer is there.
  await expect(dialog.getByRole('button', { name: 'Save changes' })).not.toHaveAttribute('aria-busy', 'true');
  await expect(dialog.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  await topic.fill('Another one');
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Discard changes' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'More for this room' })).toBeFocused();
  await expect(page.getByText('A topic nobody saved').first()).toBeVisible();
});
