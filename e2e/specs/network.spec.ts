import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { onLoopback, openHost, openTwoDesktops } from '../fixtures/two-desktops.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openLobby } from '../pages/lobby.ts';
import { openRoomPage } from '../pages/room.ts';

const ROOM = 'Monday workshop';

test('L1 L2 L3 L4: six characters typed on another desktop find the room, and the line is encrypted', async ({
  launchDesktop,
}, info) => {
  const env = onLoopback(info);
  const { desktop: ann, code } = await openHost({ launchDesktop }, { name: ROOM, env });
  const { page } = await launchDesktop({ env });
  const lobby = openLobby(page);
  await lobby.waitForHost();
  await lobby.typeCode(code);
  await expect(lobby.join.getByText(ROOM).first()).toBeVisible();
  await expect(lobby.join.getByText('Verified by the code')).toBeVisible();
  await lookAt(page, info, 'code-found', lobby.join);
  await lobby.joinFound('Ben');
  await expect(openRoomPage(page).composer).toBeFocused();
  await openRoomPage(page).say('Found you');
  await openRoomPage(ann.page).expectMessage('Found you');
  const urls = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const toAnn = urls.filter((url) => url.includes(new URL(ann.url).host));
  expect(toAnn.filter((url) => !url.startsWith('https:'))).toEqual([]);
});

test('L1 L3 R4: public rooms of other hosts show in the lobby, and joining one pins its host at first use, after which it can be a favourite', async ({
  launchDesktop,
}, info) => {
  const env = onLoopback(info);
  // Hosts of other specs are heard on loopback too: no other room has this name.
  await openHost({ launchDesktop }, { name: 'Open garden', isPublic: true, env });
  test.slow();
  const second = await launchDesktop({ env });
  const { page } = second;
  const lobby = openLobby(page);
  await lobby.createRoom({ name: 'My own', person: 'Ben' });
  await lobby.show();
  await expect(lobby.publicRooms.getByText('Open garden')).toBeVisible({ timeout: 30_000 });
  await lobby.publicRooms.getByRole('button', { name: 'Join Open garden' }).click();
  await expect(openRoomPage(page).composer).toBeVisible();
  await lobby.show();
  await expect(lobby.publicRooms.getByText('Trusted at first use')).toBeVisible();
  const star = lobby.publicRooms.getByRole('button', { name: /a favourite$/ });
  await expect(star).toHaveAttribute('aria-pressed', 'false');
  await star.click();
  await expect(star).toHaveAttribute('aria-pressed', 'true');
  await lookAt(page, info, 'network-first-use', lobby.publicRooms);

  await second.close();
  const again = await launchDesktop({ again: second, env });
  const starred = openLobby(again.page).publicRooms.getByRole('button', { name: /a favourite$/ });
  await expect(starred).toHaveAttribute('aria-pressed', 'true');
  await starred.click();
  await expect(starred).toHaveAttribute('aria-pressed', 'false');
});

test('L2: the address in a link is asked too, pasted or opened, where the network carries no announcements', async ({
  launchDesktop,
}) => {
  const { desktop: ann, code } = await openHost({ launchDesktop }, { name: ROOM });
  const { page } = await launchDesktop();
  const lobby = openLobby(page);
  await lobby.typeCode(code);
  await expect(lobby.join.getByText('No other host answered', { exact: false })).toBeVisible();
  await lobby.pasteCode(`${ann.url}/spaces/${code}`);
  await expect(lobby.join.getByText('Verified by the code')).toBeVisible();
  await lobby.joinFound('Ben');
  await openRoomPage(page).say('Found by the link');
  await openRoomPage(ann.page).expectMessage('Found by the link');

  const third = await launchDesktop();
  const link = `spaces://join/${code}?host=${new URL(ann.url).host}`;
  await third.app.evaluate(({ app: electron }, url) => {
    electron.emit('second-instance', {}, ['spaces', url], '');
  }, link);
  await expect(third.page.getByText('Verified by the code')).toBeVisible();
  await joinAtGate(third.page, { person: 'Cleo' });
  await openRoomPage(third.page).say('Found by the link for the app');
  await openRoomPage(ann.page).expectMessage('Found by the link for the app');
});

test('L3: a host with another certificate stops with a warning that nobody passes by accident', async ({
  launchDesktop,
}, info) => {
  test.slow();
  const { first, second } = await openTwoDesktops({ launchDesktop }, info, ROOM);
  await first.close();
  rmSync(join(first.folder, 'host', 'host-certificate.json'));
  const again = await launchDesktop({ again: first, env: onLoopback(info) });
  await expect(openLobby(again.page).join).toBeVisible();
  const warning = second.page.getByRole('alertdialog', { name: /is not the host you know/ });
  await expect(warning).toBeVisible({ timeout: 30_000 });
  const accept = warning.getByRole('button', { name: 'Trust the new certificate' });
  await expect(accept).toBeDisabled();
  await lookAt(second.page, info, 'certificate-changed');
  await second.page.keyboard.press('Enter');
  await expect(warning).toBeHidden();
  await expect(openRoomPage(second.page).composer).toHaveCount(1);
  await openLobby(second.page).show();
  await expect(openLobby(second.page).publicRooms.getByText('does not prove', { exact: false })).toBeVisible({
    timeout: 30_000,
  });
  await lookAt(second.page, info, 'lobby-changed-host', openLobby(second.page).publicRooms);
});

test('L6: a host that comes back on another port is found again, and what was written meanwhile arrives', async ({
  launchDesktop,
}, info) => {
  test.slow();
  const { first, second } = await openTwoDesktops({ launchDesktop }, info, ROOM);
  await first.close();
  await openRoomPage(second.page).say('Written while you were away');
  await expect(second.page.getByRole('button', { name: 'Try now' })).toBeVisible();
  await lookAt(second.page, info, 'reconnecting');
  const again = await launchDesktop({
    again: { folder: first.folder, url: 'http://127.0.0.1:0' },
    env: onLoopback(info),
  });
  await openLobby(again.page).yourRooms.getByRole('button', { name: ROOM }).first().click();
  await openRoomPage(again.page).expectMessage('Written while you were away');
  await openRoomPage(again.page).say('Here I am');
  await openRoomPage(second.page).expectMessage('Here I am');
});
