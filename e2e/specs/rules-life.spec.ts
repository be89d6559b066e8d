import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openLobby } from '../pages/lobby.ts';
import { openRoomPage } from '../pages/room.ts';

/** A room of a day in which a day is some seconds, and the warning comes after half of them. */
const env = { SPACES_DAY_LIFE_MS: '30000', SPACES_CLEANUP_EVERY_MS: '200' };

test('R7: those who are there are warned before a room is deleted; a word keeps it, silence ends it', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(240_000);
  const { page, url } = await launchDesktop({ env });
  await openLobby(page).createRoom({ name: 'Short lived', person: 'Ann' });
  const room = openRoomPage(page);
  const code = await room.readCode();
  const ben = await openBrowser(`${url}/spaces/${code}`);
  await joinAtGate(ben, { person: 'Ben' });
  await openRoomPage(ben).say('Anything else?');
  await ben.getByRole('button', { name: 'Spaces, to the lobby' }).click();

  const warning = 'This room will be deleted';
  await expect(room.log.getByText(warning, { exact: false })).toHaveCount(1, { timeout: 30_000 });
  // Who has a seat hears of it in the lobby as well.
  await expect(ben.getByText('“Short lived” is deleted at', { exact: false }).first()).toBeVisible();
  await room.say('Keep it, please');
  await expect(room.log.getByText(warning, { exact: false })).toHaveCount(2, { timeout: 40_000 });
  await expect(page.getByText('“Short lived” is deleted at', { exact: false }).first()).toBeVisible();

  await expect(openLobby(page).join).toBeVisible({ timeout: 40_000 });
  await expect(openLobby(page).yourRooms.getByText('Short lived')).toBeHidden();
  await expect(ben.getByRole('region', { name: 'Your rooms' }).getByText('Short lived')).toBeHidden();
  await ben.goto(`${url}/spaces/${code}`);
  await expect(ben.getByText('no room with this code', { exact: false }).first()).toBeVisible();

  await openLobby(page).createRoom({ name: 'Seen once more' });
  await expect(room.log.getByText(warning, { exact: false })).toHaveCount(1, { timeout: 30_000 });
  await room.say('We are looking at it');
  await lookAt(page, info, 'room-ending');
});
