import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openLobby } from '../pages/lobby.ts';
import { openModeration } from '../pages/moderation.ts';
import { openRoomPage } from '../pages/room.ts';

test('D2 D3: doors, settings and dialogs of a room are accessible and keep their shape', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(300_000);
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Design review', person: 'Ann' });
  const room = openRoomPage(page);
  const code = await room.readCode();
  const ben = await openBrowser(`${url}/spaces/${code}`);
  await joinAtGate(ben, { person: 'Benjamin Okonkwo' });
  for (const words of ['Morning! Is the door open?', 'I brought the samples.'])
    await openRoomPage(ben).say(words);
  const ann = openModeration(page);
  await ann.act('Benjamin Okonkwo', 'Make moderator');
  await room.openMenu('Lock room');
  await expect(room.log.getByText('Ann locked the room')).toBeVisible();

  const cleo = await openBrowser(`${url}/spaces/${code}`);
  await expect(cleo.getByRole('button', { name: 'Knock' })).toBeVisible();
  await lookAt(cleo, info, 'gate-locked');
  await cleo.getByLabel('Your name').fill('Cleo');
  await cleo.getByRole('button', { name: 'Knock' }).click();
  await expect(ann.bell).toBeVisible();
  await lookAt(cleo, info, 'gate-waiting');
  await lookAt(page, info, 'doorbell');
  await ann.bell.getByRole('button', { name: 'Send away Cleo' }).click();
  await lookAt(cleo, info, 'gate-denied');

  await ann.openSettings();
  await lookAt(page, info, 'room-settings');
  for (const tab of ['Door and code', 'History']) {
    await page.getByRole('tab', { name: tab }).click();
    await lookAt(page, info, `room-settings-${tab.toLowerCase().replaceAll(' ', '-')}`);
  }
  await page.keyboard.press('Escape');
  await room.openMenu('Figures…');
  await expect(page.getByRole('img', { name: /^Messages by hour/ })).toBeVisible();
  await lookAt(page, info, 'figures');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Invite people…' }).click();
  await expect(page.getByRole('button', { name: 'Invite Cleo' })).toBeVisible();
  await lookAt(page, info, 'invite-people');
  await page.getByRole('button', { name: 'Invite Cleo' }).click();
  await page.getByRole('tab', { name: 'E-mail' }).click();
  await page.getByLabel('E-mail address').fill('dana@example.org');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Save as .eml' })).toBeVisible();
  await lookAt(page, info, 'invite-mail');
  await page.getByRole('tab', { name: /^Invitations/ }).click();
  await lookAt(page, info, 'invite-list');
  await page.keyboard.press('Escape');
  await cleo.getByRole('button', { name: 'Notifications, 1 new' }).click();
  await lookAt(cleo, info, 'notifications');

  await ann.act('Benjamin Okonkwo', 'Ban…');
  await lookAt(page, info, 'ban');
  await page.getByLabel('Reason').fill('Too loud');
  await page.getByRole('button', { name: 'Ban Benjamin Okonkwo' }).click();
  await expect(ben.getByRole('alertdialog')).toBeVisible();
  await lookAt(ben, info, 'banned');
});

test('D2 D3: the full lobby and the administration are accessible and keep their shape', async ({
  launchDesktop,
}, info) => {
  test.setTimeout(300_000);
  const { page } = await launchDesktop();
  await page.getByRole('button', { name: 'Rooms for a team…' }).click();
  await lookAt(page, info, 'team');
  await page.getByRole('alertdialog').getByLabel('Your name').fill('Ann');
  await page.getByRole('button', { name: 'Make the rooms' }).click();
  await expect(openLobby(page).yourRooms.getByRole('heading', { name: 'Security' })).toBeVisible();
  await page.getByRole('button', { name: 'More for Trading' }).click();
  await page.getByRole('menuitem', { name: 'Put away' }).click();
  await page.getByRole('button', { name: 'More for Security' }).click();
  await page.getByRole('menuitem', { name: 'Leave…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave room' }).click();
  await expect(page.getByRole('region', { name: 'Left lately' })).toBeVisible();
  await openLobby(page).create.getByText('More options').click();
  await lookAt(page, info, 'lobby-options');
  await openLobby(page).create.getByText('More options').click();
  await page.getByText('1 room put away').click();
  await openLobby(page).publicRooms.scrollIntoViewIfNeeded();
  await lookAt(page, info, 'lobby-full');

  await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
  await page.getByRole('button', { name: 'Administer this host…' }).click();
  await expect(page.getByText('Running since', { exact: false })).toBeVisible();
  await lookAt(page, info, 'admin-overview');
  for (const tab of ['Rooms', 'People']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('list', { name: tab, exact: true })).toBeVisible();
    await lookAt(page, info, `admin-${tab.toLowerCase()}`);
  }
});
