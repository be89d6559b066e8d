import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openLobby } from '../pages/lobby.ts';
import { openRoomPage } from '../pages/room.ts';

test('D2 D3: every screen is accessible in both themes and keeps its shape in three widths', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(180_000);
  const { page, url } = await launchDesktop();
  await lookAt(page, info, 'lobby-empty');
  await openLobby(page).createRoom({ name: 'Design review', person: 'Ann', isPublic: true });
  await lookAt(page, info, 'room-new');
  const code = await openRoomPage(page).readCode();

  const guest = await openBrowser(`${url}/spaces/${code}`);
  await expect(guest.getByRole('button', { name: 'Join room' })).toBeVisible();
  await lookAt(guest, info, 'gate');
  await joinAtGate(guest, { person: 'Benjamin Okonkwo' });
  for (const words of ['Morning! Is the door open?', 'I brought the samples.'])
    await openRoomPage(guest).say(words);
  for (const words of ['Yes, second floor.', 'See you in a minute']) await openRoomPage(page).say(words);
  await openRoomPage(guest).expectMessage('See you in a minute');
  await lookAt(page, info, 'room');
  await lookAt(guest, info, 'room-guest');

  await page.getByRole('button', { name: 'More for this room' }).click();
  await page.getByRole('menuitem', { name: 'Show QR code' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await lookAt(page, info, 'qr');
  await page.keyboard.press('Escape');
  await openRoomPage(page).openMenu('Delete room…');
  await lookAt(page, info, 'delete');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Settings' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await lookAt(page, info, 'settings');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await expect(openLobby(page).join).toBeVisible();
  await lookAt(page, info, 'lobby');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await lookAt(page, info, 'shortcuts');
});
