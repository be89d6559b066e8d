import { expect, test } from '../fixtures/app-test.ts';
import { openLobby } from '../pages/lobby.ts';
import { openRoomPage } from '../pages/room.ts';

const HOUR = 3_600_000;

function toLocalInput(time: number): string {
  return new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

test('R14 R4: rooms for a team are made in one go, found by words and kinds, and put away', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, url } = await launchDesktop();
  const lobby = openLobby(page);
  await page.getByRole('button', { name: 'Rooms for a team…' }).click();
  await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toContainText('Security');
  await page.getByRole('button', { name: 'Make the rooms' }).click();
  await expect(page.getByText('Tell the others who you are.')).toBeVisible();
  await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByLabel('Your name').fill('Ann');
  await page.getByRole('button', { name: 'Make the rooms' }).click();
  for (const name of ['General', 'Developer', 'Trading', 'Security', 'Admin']) {
    await expect(lobby.yourRooms.getByRole('heading', { name })).toBeVisible();
  }
  const guest = openLobby(await openBrowser(url));
  await expect(guest.publicRooms.getByText('Developer', { exact: true })).toBeVisible();
  await expect(guest.publicRooms.getByText('Admin', { exact: true })).toHaveCount(0);

  const search = page.getByRole('searchbox', { name: 'Search rooms' });
  await search.fill('secur');
  await expect(lobby.yourRooms.getByRole('heading', { name: 'Security' })).toBeVisible();
  await expect(lobby.yourRooms.getByRole('heading', { name: 'General' })).toHaveCount(0);
  await search.fill('no such room');
  await expect(page.getByText('No room matches “no such room”.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all rooms' }).click();
  await page.getByRole('button', { name: 'With people' }).click();
  await expect(page.getByText('No room is like that.')).toBeVisible();
  await page.getByRole('button', { name: 'All', exact: true }).click();

  await page.getByRole('button', { name: 'More for Trading' }).click();
  await page.getByRole('menuitem', { name: 'Put away' }).click();
  await expect(page.getByText('1 room put away')).toBeVisible();
  await expect(lobby.yourRooms.getByRole('heading', { name: 'Trading' })).toBeHidden();
  await page.getByText('1 room put away').click();
  await page.getByRole('button', { name: 'More for Trading' }).click();
  await page.getByRole('menuitem', { name: 'Bring back' }).click();
  await expect(page.getByText('1 room put away')).toBeHidden();

  await lobby.create.getByLabel('Name', { exact: true }).fill('One more');
  await lobby.create.getByRole('button', { name: 'Create room' }).click();
  await expect(page.getByText('You own 5 rooms here', { exact: false })).toBeVisible();
});

test('R15: a room that begins later stands in the lobby, reminds its members and goes into a calendar', async ({
  openBrowser,
  launchDesktop,
}) => {
  const { url } = await launchDesktop({ env: { SPACES_CLEANUP_EVERY_MS: '500' } });
  const page = await openBrowser(url);
  const lobby = openLobby(page);
  await lobby.create.getByText('More options').click();
  await lobby.create.getByLabel('Begins at').fill(toLocalInput(Date.now() - HOUR));
  await lobby.create.getByLabel('Name', { exact: true }).fill('Soon');
  await lobby.create.getByRole('button', { name: 'Create room' }).click();
  await expect(page.getByText('That moment is over.', { exact: false })).toBeVisible();
  // Four minutes ahead: the reminder is due at once.
  await lobby.create.getByLabel('Begins at').fill(toLocalInput(Date.now() + 4 * 60_000));
  await lobby.createRoom({ name: 'Soon', person: 'Ann' });
  await page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  const comingUp = page.getByRole('region', { name: 'Coming up' });
  await expect(comingUp.getByText('Soon')).toBeVisible();
  const waiting = page.waitForEvent('download');
  await comingUp.getByRole('button', { name: 'Save Soon for the calendar' }).click();
  expect((await waiting).suggestedFilename()).toBe('Soon.ics');
  await expect(page.getByText('“Soon” begins at', { exact: false }).first()).toBeVisible();
});

test('R4: a room that was left is found again, until it is forgotten', async ({ launchDesktop }) => {
  const { page } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Way back', person: 'Ann' });
  const room = openRoomPage(page);
  const leave = async () => {
    await room.openMenu('Leave room…');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Leave room' }).click();
    await expect(openLobby(page).join).toBeVisible();
  };
  await leave();
  await page.getByRole('button', { name: 'Go back to Way back' }).click();
  await page.getByRole('button', { name: 'Join room' }).click();
  await expect(room.composer).toBeVisible();
  await leave();
  await page.getByRole('button', { name: 'Forget Way back' }).click();
  await expect(page.getByRole('region', { name: 'Left lately' })).toBeHidden();
});
