import { expect, test } from '../fixtures/app-test.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openLobby } from '../pages/lobby.ts';
import { openRoomPage } from '../pages/room.ts';

test('C2 C4 L6: a host that is killed comes back with everything, and its guest loses nothing', async ({
  launchDesktop,
  openBrowser,
}) => {
  const first = await launchDesktop();
  await openLobby(first.page).createRoom({ name: 'Survivors', person: 'Ann' });
  const code = await openRoomPage(first.page).readCode();
  const guest = await openBrowser(`${first.url}/spaces/${code}`);
  await joinAtGate(guest, { person: 'Ben' });
  const guestRoom = openRoomPage(guest);
  for (let number = 1; number <= 5; number += 1) await guestRoom.say(`Before ${number}`);
  await openRoomPage(first.page).expectMessage('Before 5');

  await first.kill();
  await expect(guest.getByText(/^Reconnecting/).first()).toBeVisible();
  await guestRoom.say('Written while the host was away');
  await expect(guest.getByRole('img', { name: 'Not stored yet' })).toBeVisible();

  const second = await launchDesktop({ again: first });
  await expect(guest.getByRole('img', { name: 'Not stored yet' })).toBeHidden({ timeout: 20_000 });
  await expect(guest.getByText(/^Reconnecting/)).toBeHidden();
  await second.page.getByRole('button', { name: /^Open Survivors/ }).click();
  const annRoom = openRoomPage(second.page);
  for (const words of ['Before 1', 'Before 5', 'Written while the host was away']) {
    await annRoom.expectMessage(words);
    await expect(guestRoom.log.getByText(words, { exact: true })).toHaveCount(1);
  }
  await annRoom.say('Here again');
  await guestRoom.expectMessage('Here again');
});

test('C5: a draft and who I am survive a restart', async ({ launchDesktop }) => {
  const first = await launchDesktop();
  await openLobby(first.page).createRoom({ name: 'Drafts', person: 'Ann' });
  const room = openRoomPage(first.page);
  await room.composer.fill('Not sent yet');
  await first.close();

  const second = await launchDesktop({ again: first });
  await second.page.getByRole('button', { name: /^Open Drafts/ }).click();
  await expect(openRoomPage(second.page).composer).toHaveValue('Not sent yet');
  await expect(openRoomPage(second.page).people.getByText('Ann')).toBeVisible();
});

test('C10: what was said while I was elsewhere is counted in the lobby and marked in the room', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Unread', person: 'Ann' });
  const code = await openRoomPage(page).readCode();
  const ben = await openBrowser(`${url}/spaces/${code}`);
  await joinAtGate(ben, { person: 'Ben' });
  await openRoomPage(ben).say('Seen at once');
  await openRoomPage(page).expectMessage('Seen at once');
  // The number in the title goes when the message counts as read.
  await expect(page).toHaveTitle(/^Unread/);
  await page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await expect(openLobby(page).join).toBeVisible();
  for (const words of ['One', 'Two', 'Three']) await openRoomPage(ben).say(words);
  await expect(page.getByRole('button', { name: 'Open Unread, 3 unread messages' })).toBeVisible();
  await page.getByRole('button', { name: 'Open Unread, 3 unread messages' }).click();
  await openRoomPage(page).expectMessage('Three');
  await expect(openRoomPage(page).log.getByText('New', { exact: true })).toBeVisible();
});
