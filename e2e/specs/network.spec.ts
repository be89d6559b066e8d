import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openLobby } from '../pages/lobby.ts';
import { openRoomPage } from '../pages/room.ts';

/** Discovery stays on this machine: its loopback is the whole network, under a port of this test's own. */
function onLoopback(workerIndex: number): Record<string, string> {
  return {
    SPACES_DISCOVERY: 'on',
    SPACES_INTERFACES: '127.0.0.1',
    SPACES_DISCOVERY_PORT: String(17_421 + workerIndex),
  };
}

test('L1 L2 L3 L4: six characters typed on another desktop find the room, and the line is encrypted', async ({
  launchDesktop,
}, { workerIndex }) => {
  const env = onLoopback(workerIndex);
  const ann = await launchDesktop({ env });
  await openLobby(ann.page).createRoom({ name: 'Monday workshop', person: 'Ann' });
  const code = await openRoomPage(ann.page).readCode();

  const ben = await launchDesktop({ env });
  const lobby = openLobby(ben.page);
  await lobby.typeCode(code);
  await expect(lobby.join.getByText('Monday workshop').first()).toBeVisible();
  await expect(lobby.join.getByText('Verified by the code')).toBeVisible();
  await lobby.join.getByLabel('Your name').fill('Ben');
  await lobby.join.getByRole('button', { name: /^Join/ }).last().click();
  await expect(openRoomPage(ben.page).composer).toBeFocused();
  await openRoomPage(ben.page).say('Found you');
  await openRoomPage(ann.page).expectMessage('Found you');
  const urls = await ben.page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  );
  expect(
    urls.filter((url) => url.includes(new URL(ann.url).host)).every((url) => url.startsWith('https:')),
  ).toBe(true);
});

test('L1 L3 R4: public rooms of other hosts show in the lobby, and joining one pins its host at first use', async ({
  launchDesktop,
}, { workerIndex }) => {
  const env = onLoopback(workerIndex);
  const ann = await launchDesktop({ env });
  await openLobby(ann.page).createRoom({ name: 'Open house', person: 'Ann', isPublic: true });
  const ben = await launchDesktop({ env });
  const lobby = openLobby(ben.page);
  await lobby.createRoom({ name: 'My own', person: 'Ben' });
  await ben.page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await expect(lobby.publicRooms.getByText('Open house')).toBeVisible();
  await lobby.publicRooms.getByRole('button', { name: 'Join Open house' }).click();
  await expect(openRoomPage(ben.page).composer).toBeVisible();
  await ben.page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await expect(lobby.publicRooms.getByText('Trusted at first use')).toBeVisible();
});

test('L3: a host with another certificate stops with a warning that nobody passes by accident', async ({
  launchDesktop,
}, { workerIndex }) => {
  const env = onLoopback(workerIndex);
  const ann = await launchDesktop({ env });
  await openLobby(ann.page).createRoom({ name: 'Monday workshop', person: 'Ann' });
  const code = await openRoomPage(ann.page).readCode();
  const ben = await launchDesktop({ env });
  const lobby = openLobby(ben.page);
  await lobby.typeCode(code);
  await lobby.join.getByLabel('Your name').fill('Ben');
  await lobby.join.getByRole('button', { name: /^Join/ }).last().click();
  await expect(openRoomPage(ben.page).composer).toBeFocused();

  await ann.close();
  rmSync(join(ann.folder, 'host', 'host-certificate.json'));
  const again = await launchDesktop({ again: ann, env });
  await expect(openLobby(again.page).join).toBeVisible();
  const warning = ben.page.getByRole('alertdialog', { name: /is not the host you know/ });
  await expect(warning).toBeVisible();
  const accept = warning.getByRole('button', { name: 'Trust the new certificate' });
  await expect(accept).toBeDisabled();
  await lookAt(ben.page, test.info(), 'certificate-changed');
  await ben.page.keyboard.press('Enter');
  await expect(warning).toBeHidden();
  await expect(openRoomPage(ben.page).composer).toHaveCount(1);
});

test('L6: a host that comes back on another port is found again, and what was written meanwhile arrives', async ({
  launchDesktop,
}, { workerIndex }) => {
  const env = onLoopback(workerIndex);
  const ann = await launchDesktop({ env });
  await openLobby(ann.page).createRoom({ name: 'Monday workshop', person: 'Ann' });
  const code = await openRoomPage(ann.page).readCode();
  const ben = await launchDesktop({ env });
  const lobby = openLobby(ben.page);
  await lobby.typeCode(code);
  await lobby.join.getByLabel('Your name').fill('Ben');
  await lobby.join.getByRole('button', { name: /^Join/ }).last().click();
  await expect(openRoomPage(ben.page).composer).toBeFocused();

  await ann.close();
  await openRoomPage(ben.page).say('Written while you were away');
  const again = await launchDesktop({ again: { folder: ann.folder, url: 'http://127.0.0.1:0' }, env });
  await openLobby(again.page)
    .yourRooms.getByRole('button', { name: /Monday workshop/ })
    .first()
    .click();
  await openRoomPage(again.page).expectMessage('Written while you were away');
  await openRoomPage(again.page).say('Here I am');
  await openRoomPage(ben.page).expectMessage('Here I am');
});

test('L1 L8: the network in the lobby and in the settings, and a check that names one cause', async ({
  launchDesktop,
}, info) => {
  const env = onLoopback(info.workerIndex);
  const ann = await launchDesktop({ env });
  await openLobby(ann.page).createRoom({ name: 'Open house', person: 'Ann', isPublic: true });
  const ben = await launchDesktop({ env });
  const { page } = ben;
  const lobby = openLobby(page);
  await expect(lobby.publicRooms.getByText('Open house')).toBeVisible();
  await lobby.publicRooms.scrollIntoViewIfNeeded();
  await lookAt(page, info, 'lobby-network');

  await lobby.typeCode('ZZZZZ9');
  await expect(lobby.join.getByText('does not have it', { exact: false })).toBeVisible();
  await lookAt(page, info, 'code-not-found');
  await lobby.join.getByRole('button', { name: 'Why?' }).click();
  const check = page.getByRole('dialog', { name: 'Network check' });
  await check.getByLabel('Address of the host you look for').fill('127.0.0.1:1');
  await check.getByRole('button', { name: 'Check' }).click();
  await expect(check.getByText('Spaces does not run on it', { exact: false })).toBeVisible();
  await check.getByText('What was found').click();
  await lookAt(page, info, 'network-check');
  await check.getByRole('button', { name: 'Copy report' }).click();
  await expect(page.getByText('Report copied.', { exact: false }).last()).toBeVisible();
});

test('L5 D1: settings say who may come in, over which networks, and by which certificate', async ({
  launchDesktop,
}, info) => {
  const { page } = await launchDesktop({ env: onLoopback(info.workerIndex) });
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('searchbox').fill('browsers');
  await lookAt(page, info, 'settings-network');
  await settings.getByRole('switch', { name: 'Let browsers in' }).click();
  await expect(settings.getByRole('switch', { name: 'Let browsers in' })).toHaveAttribute(
    'aria-checked',
    'false',
  );
  await settings.getByRole('searchbox').fill('address');
  await expect(settings.getByText('Certificate of this host')).toBeVisible();
  await lookAt(page, info, 'settings-host');
});

test('L5: a host that lets no browsers in says so to whoever opens its link', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  const { page, url } = await launchDesktop({ env: { SPACES_ALLOW_BROWSERS: 'off' } });
  await expect(openLobby(page).join).toBeVisible();
  const guest = await openBrowser(`${url}/spaces/ABCDEF`);
  await expect(guest.getByRole('heading', { name: 'This host takes no guests in browsers' })).toBeVisible();
  await lookAt(guest, info, 'no-browsers');
});
