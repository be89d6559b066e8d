import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openChat } from '../pages/chat.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openLobby } from '../pages/lobby.ts';
import { openModeration } from '../pages/moderation.ts';
import { openRoomPage } from '../pages/room.ts';

test('D2 D3: password, full room, queue, roles, mute, bans and the audit list keep their shape', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(400_000);
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Quarterly review', person: 'Ann' });
  const room = openRoomPage(page);
  const code = await room.readCode();
  const ann = openModeration(page);
  await ann.openSettings();
  const settings = page.getByRole('dialog', { name: /^Settings of/ });
  await settings.getByLabel('Description').fill('Numbers first, then the plan for spring.');
  await settings.getByRole('spinbutton', { name: 'People at most' }).fill('2');
  await settings.getByRole('button', { name: 'Set a password' }).click();
  await settings.getByLabel('New password').fill('open sesame');
  await lookAt(page, info, 'settings-changed');
  await settings.getByRole('button', { name: 'Save changes' }).click();
  await expect(settings.getByText('The room has a password.')).toBeVisible();
  // A dialog whose save is under way does not close.
  await expect(settings.getByRole('button', { name: 'Save changes' })).not.toHaveAttribute('aria-busy');
  await page.keyboard.press('Escape');

  const ben = await openBrowser(`${url}/spaces/${code}`);
  await ben.getByLabel('Your name').fill('Benjamin Okonkwo');
  await ben.getByLabel('Room password', { exact: true }).fill('a guess');
  await ben.getByRole('button', { name: 'Join room' }).click();
  await expect(ben.getByRole('alert').first()).toBeVisible();
  await lookAt(ben, info, 'gate-password');
  await ben.getByLabel('Room password', { exact: true }).fill('open sesame');
  await ben.getByRole('button', { name: 'Join room' }).click();
  await expect(openRoomPage(ben).composer).toBeVisible();

  const cleo = await openBrowser(`${url}/spaces/${code}`);
  await expect(cleo.getByRole('button', { name: 'Wait in the queue' })).toBeVisible();
  await lookAt(cleo, info, 'gate-full');
  await cleo.getByLabel('Your name').fill('Cleo');
  await cleo.getByLabel('Room password', { exact: true }).fill('open sesame');
  await cleo.getByRole('button', { name: 'Wait in the queue' }).click();
  await expect(room.people.getByText('Cleo')).toBeVisible();
  await lookAt(cleo, info, 'gate-queue');
  await lookAt(page, info, 'host-queue');

  await page.getByRole('button', { name: 'More for Benjamin Okonkwo' }).click();
  await lookAt(page, info, 'person-menu');
  await page.keyboard.press('Escape');
  for (const [item, name] of [
    ['Hand the room over…', 'hand-over'],
    ['Remove…', 'kick'],
  ] as const) {
    await ann.act('Benjamin Okonkwo', item);
    await lookAt(page, info, name);
    await page.keyboard.press('Escape');
  }
  await ann.act('Benjamin Okonkwo', 'Make moderator');
  await ann.act('Benjamin Okonkwo', 'Mute in chat');
  await expect(ben.getByText('muted', { exact: false }).first()).toBeVisible();
  await lookAt(ben, info, 'muted');
  await ann.act('Benjamin Okonkwo', 'Ban…');
  await page.getByLabel('Reason').fill('Would not let others finish');
  await page.getByRole('button', { name: 'Ban Benjamin Okonkwo' }).click();
  await expect(openRoomPage(cleo).composer).toBeVisible();
  await ann.openSettings();
  await page.getByRole('tab', { name: 'Bans' }).click();
  await expect(page.getByText('Would not let others finish', { exact: false }).first()).toBeVisible();
  await lookAt(page, info, 'bans');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('banned', { exact: false }).first()).toBeVisible();
  await lookAt(page, info, 'history');
  await page.getByRole('tab', { name: 'Door and code' }).click();
  await lookAt(page, info, 'door-and-code');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Invite people…' }).click();
  await page.getByRole('tab', { name: 'Link' }).click();
  await page.getByText('An hour').click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  await expect(page.getByRole('button', { name: 'Copy link for the app' })).toBeVisible();
  await lookAt(page, info, 'invite-link');
});

test('D2 D3: the lobby with scheduled rooms, filters and searches keeps its shape', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(300_000);
  const { page, url } = await launchDesktop();
  const lobby = openLobby(page);
  const ben = await openBrowser(url);
  await openLobby(ben).createRoom({ name: 'Open studio', person: 'Ben', isPublic: true });
  await lobby.create.getByText('More options').click();
  const tomorrow = new Date(Date.now() + 26 * 3_600_000 - new Date().getTimezoneOffset() * 60_000);
  await lobby.create.getByLabel('Begins at').fill(tomorrow.toISOString().slice(0, 16));
  await lobby.createRoom({ name: 'Planning for spring', person: 'Ann' });
  await page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await lobby.createRoom({ name: 'Weekly' });
  await openRoomPage(page).openMenu('Figures…');
  await expect(page.getByRole('dialog', { name: /^Figures of/ })).toBeVisible();
  await lookAt(page, info, 'figures-empty');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await expect(page.getByRole('region', { name: 'Coming up' })).toBeVisible();
  await lookAt(page, info, 'lobby-coming-up', lobby.publicRooms);
  const search = page.getByRole('searchbox', { name: 'Search rooms' });
  await search.fill('week');
  await expect(lobby.yourRooms.getByRole('heading', { name: 'Planning' })).toHaveCount(0);
  await lookAt(page, info, 'lobby-search', lobby.yourRooms);
  await search.fill('nothing like this');
  await expect(page.getByText('No room matches', { exact: false })).toBeVisible();
  await lookAt(page, info, 'lobby-search-none', page.getByRole('button', { name: 'Show all rooms' }));
});

test('R18: every part of the administration is seen; settings are changed and a person is signed out', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(400_000);
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Strict', person: 'Ann' });
  const code = await openRoomPage(page).readCode();
  const guests = [];
  for (const person of ['Benjamin Okonkwo', 'Cleo']) {
    const guest = await openBrowser(`${url}/spaces/${code}`);
    await joinAtGate(guest, { person });
    await expect(openRoomPage(guest).composer).toBeVisible();
    guests.push(guest);
  }
  for (const words of ['Welcome', 'Shall we?', 'Let us begin']) await openRoomPage(page).say(words);
  // Figures are asked for once: what they count has to be stored by then.
  await expect(openChat(page).messageOf('Let us begin')).toHaveAttribute('data-delivery', 'stored');
  const [ben] = guests;
  if (ben === undefined) throw new Error('Nobody came.');
  await openModeration(page).act('Cleo', 'Ban…');
  await page.getByRole('button', { name: 'Ban Cleo' }).click();
  await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
  await page.getByRole('button', { name: 'Administer this host…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Administration of this host' });

  await dialog.getByRole('tab', { name: 'Figures' }).click();
  await expect(dialog.getByRole('img', { name: /^Messages by hour: 3 in all/ })).toBeVisible();
  await lookAt(page, info, 'admin-figures');
  await dialog.getByRole('tab', { name: 'Settings' }).click();
  const rooms = dialog.getByLabel('Rooms one person may own', { exact: true });
  await rooms.fill('0');
  await dialog.getByRole('button', { name: 'Save settings' }).click();
  await expect(rooms).toBeFocused();
  await expect(dialog.getByText('A number from 1 to 1,000 rooms')).toBeVisible();
  await lookAt(page, info, 'admin-settings-wrong');
  await rooms.fill('1');
  await dialog.getByLabel('Largest room', { exact: true }).fill('200');
  await dialog.getByRole('button', { name: 'Save settings' }).click();
  await expect(dialog.getByRole('button', { name: 'Rooms one person may own: back to 5' })).toBeVisible();
  await lookAt(page, info, 'admin-settings');

  for (const [tab, proof] of [
    ['Lines', 'in 1 room'],
    ['Bans', '“Strict”, by Ann'],
    ['History', 'changed “Rooms one person may own” from 5 to 1 rooms'],
  ] as const) {
    await dialog.getByRole('tab', { name: tab }).click();
    await expect(dialog.getByText(proof, { exact: false }).first()).toBeVisible();
    await lookAt(page, info, `admin-${tab.toLowerCase()}`);
  }
  await dialog.getByRole('tab', { name: 'People' }).click();
  await dialog.getByRole('button', { name: 'Sign out Benjamin Okonkwo everywhere' }).click();
  await lookAt(page, info, 'admin-sign-out');
  await page.getByRole('button', { name: 'Sign Benjamin Okonkwo out', exact: true }).click();
  await expect(page.getByText('Benjamin Okonkwo is signed out: 1 line was cut').first()).toBeVisible();
  // His own browser signs in again by itself, with the same seat.
  await openRoomPage(ben).say('Back again');
  await expect(openRoomPage(page).log.getByText('Back again')).toBeAttached();

  await dialog.getByRole('tab', { name: 'Settings' }).click();
  await dialog.getByRole('button', { name: 'Rooms one person may own: back to 5' }).click();
  await expect(rooms).toHaveValue('5');
  await page.keyboard.press('Escape');
  await ben.getByRole('button', { name: 'Settings', exact: true }).first().click();
  await ben.getByRole('button', { name: 'Administer this host…' }).click();
  await ben.getByLabel('Admin token').fill('a guess');
  await ben.getByRole('button', { name: 'Go on' }).click();
  await expect(ben.getByText('That is not the admin token of this host.')).toBeVisible();
  await lookAt(ben, info, 'admin-token');
});
