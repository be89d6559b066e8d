import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openLobby } from '../pages/lobby.ts';
import { openModeration } from '../pages/moderation.ts';
import { openRoomPage } from '../pages/room.ts';

test('R13: whoever knocks at a locked room is let in or sent away, whatever the host has open', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Locked', person: 'Ann' });
  const room = openRoomPage(page);
  const code = await room.readCode();
  await room.openMenu('Lock room');
  await expect(room.log.getByText('Ann locked the room')).toBeVisible();
  const [ben, cleo] = [
    await openBrowser(`${url}/spaces/${code}`),
    await openBrowser(`${url}/spaces/${code}`),
  ];
  for (const [guest, name] of [
    [ben, 'Ben'],
    [cleo, 'Cleo'],
  ] as const) {
    await expect(guest.getByText('The room is locked.')).toBeVisible();
    await expect(guest.getByLabel('Your name')).toBeFocused();
    await guest.getByLabel('Your name').fill(name);
  }
  const ann = openModeration(page);
  await ben.getByRole('button', { name: 'Knock' }).click();
  await expect(ben.getByText('You knocked').first()).toBeVisible();
  await expect(ann.bell).toContainText('Ben wants to come in to “Locked”');
  await ben.reload();
  await expect(ben.getByText('You knocked').first()).toBeVisible();

  // A modal dialog makes the page behind it inert; the bell must stay usable.
  await ann.openSettings();
  await ann.bell.getByRole('button', { name: 'Let in Ben' }).click();
  await expect(openRoomPage(ben).composer).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await cleo.getByRole('button', { name: 'Knock' }).click();
  await expect(ann.bell).toContainText('Cleo wants to come in');
  await ann.bell.getByRole('button', { name: 'Send away Cleo' }).click();
  await expect(cleo.getByText('They did not let you in')).toBeVisible();
  await expect(ann.bell).toBeHidden();

  await cleo.getByRole('button', { name: 'Knock' }).click();
  await page.getByRole('button', { name: /^Open Locked/ }).click();
  await room.people.getByRole('button', { name: 'Send away Cleo' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('Send Cleo away from “Locked”?');
  await page.getByLabel('Reason').fill('Come back at noon');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send Cleo away' }).click();
  await expect(cleo.getByText('Come back at noon')).toBeVisible();
});

test('R13: whoever stands in front of a locked room looks again, and comes in when it is unlocked', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Opening', person: 'Ann' });
  const room = openRoomPage(page);
  const code = await room.readCode();
  await room.openMenu('Lock room');
  await expect(room.log.getByText('Ann locked the room')).toBeVisible();
  const ben = await openBrowser(`${url}/spaces/${code}`);
  await ben.getByLabel('Your name').fill('Ben');
  await expect(ben.getByRole('button', { name: 'Knock' })).toBeVisible();
  const lookButton = ben.getByRole('button', { name: 'Look again' });
  await lookButton.click();
  await expect(ben.getByText('Still locked.')).toBeVisible();
  await lookAt(ben, info, 'gate-still-locked');
  await room.openMenu('Unlock room');
  // The menu closes before the host has answered.
  await expect(page.getByText(/unlocked the room/).first()).toBeVisible();
  await lookButton.click();
  await expect(ben.getByText('The room is open now.', { exact: false })).toBeVisible();
  await expect(ben.getByRole('button', { name: 'Knock' })).toBeHidden();
  await expect(ben.getByLabel('Your name')).toHaveValue('Ben');
  await lookAt(ben, info, 'gate-opened');
  await ben.getByRole('button', { name: 'Join room' }).click();
  await expect(openRoomPage(ben).composer).toBeVisible();
});

test('R13: all are let in at once, and who gives up is forgotten', async ({ launchDesktop, openBrowser }) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Crowd', person: 'Ann' });
  const room = openRoomPage(page);
  const code = await room.readCode();
  await room.openMenu('Lock room');
  await expect(room.log.getByText('Ann locked the room')).toBeVisible();
  const guests = [];
  for (const name of ['Ben', 'Cleo', 'Dan']) {
    const guest = await openBrowser(`${url}/spaces/${code}`);
    await guest.getByLabel('Your name').fill(name);
    await guest.getByRole('button', { name: 'Knock' }).click();
    await expect(guest.getByText('You knocked').first()).toBeVisible();
    guests.push(guest);
  }
  const { bell } = openModeration(page);
  await expect(bell).toContainText('3 people want to come in');
  await guests[2]?.getByRole('button', { name: 'Wait no longer' }).click();
  await expect(bell).toContainText('2 people want to come in');
  await bell.getByRole('button', { name: 'Let all in' }).click();
  for (const guest of guests.slice(0, 2)) await expect(openRoomPage(guest).composer).toBeVisible();
  await expect(bell).toBeHidden();
});

test('R13: a full room has a queue; the first in it gets the seat that becomes free', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Two seats', person: 'Ann', limit: 2 });
  const code = await openRoomPage(page).readCode();
  const ben = await openBrowser(`${url}/spaces/${code}`);
  await joinAtGate(ben, { person: 'Ben' });
  await expect(openRoomPage(ben).composer).toBeVisible();
  const [cleo, dan] = [
    await openBrowser(`${url}/spaces/${code}`),
    await openBrowser(`${url}/spaces/${code}`),
  ];
  for (const [guest, name] of [
    [cleo, 'Cleo'],
    [dan, 'Dan'],
  ] as const) {
    await guest.getByLabel('Your name').fill(name);
    await guest.getByRole('button', { name: 'Wait in the queue' }).click();
    await expect(guest.getByText('You are in the queue').first()).toBeVisible();
  }
  await expect(cleo.getByText('Place 1')).toBeVisible();
  await expect(dan.getByText('Place 2')).toBeVisible();
  await expect(openRoomPage(page).people.getByText('In the queue, place 2')).toBeVisible();

  await openRoomPage(ben).openMenu('Leave room…');
  await ben.getByRole('alertdialog').getByRole('button', { name: 'Leave room' }).click();
  await expect(openRoomPage(cleo).composer).toBeVisible();
  await expect(dan.getByText('Place 1')).toBeVisible();
});

test('R13: from the lobby of another desktop one knocks, goes elsewhere and is called in', async ({
  launchDesktop,
}) => {
  const ann = await launchDesktop();
  await openLobby(ann.page).createRoom({ name: 'Far away', person: 'Ann' });
  const code = await openRoomPage(ann.page).readCode();
  await openRoomPage(ann.page).openMenu('Lock room');
  await expect(openRoomPage(ann.page).log.getByText('Ann locked the room')).toBeVisible();

  const ben = await launchDesktop();
  const lobby = openLobby(ben.page);
  await lobby.typeCode(code);
  await ben.page.getByLabel('Address of the host').fill(ann.url);
  await ben.page.getByRole('button', { name: 'Find' }).click();
  await expect(lobby.join.getByText('The room is locked.')).toBeVisible();
  await lobby.join.getByLabel('Your name').fill('Ben');
  await lobby.join.getByRole('button', { name: 'Knock' }).click();
  await expect(lobby.join.getByText('You knocked').first()).toBeVisible();
  await expect(ben.page.getByText('You knocked at “Far away”')).toBeVisible();
  await lobby.createRoom({ name: 'Meanwhile' });

  const { bell } = openModeration(ann.page);
  await expect(bell).toContainText('Ben wants to come in to “Far away”');
  await ann.page.keyboard.press('Alt+K');
  await ann.page.keyboard.press('Enter');
  await expect(ben.page.getByText('You may come in to “Far away”').first()).toBeVisible();
  await ben.page.getByRole('button', { name: 'Go in' }).click();
  await expect(ben.page.getByRole('heading', { level: 1, name: 'Far away' })).toBeVisible();
});
