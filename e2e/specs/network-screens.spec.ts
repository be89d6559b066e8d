import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { startOddHost } from '../fixtures/odd-host.ts';
import { onLoopback, openHost } from '../fixtures/two-desktops.ts';
import { openLobby } from '../pages/lobby.ts';
import { openRoomPage } from '../pages/room.ts';

test('L1 L8: the network in the lobby, and a check that names one cause', async ({ launchDesktop }, info) => {
  test.slow();
  const env = onLoopback(info);
  await openHost({ launchDesktop }, { name: 'Open house', isPublic: true, env });
  const { page } = await launchDesktop({ env });
  const lobby = openLobby(page);
  await expect(lobby.publicRooms.getByText('Open house')).toBeVisible({ timeout: 30_000 });
  await lookAt(page, info, 'lobby-network', lobby.publicRooms);

  await lobby.typeCode('ZZZZZ9');
  // Hosts of other specs are heard on loopback too, and asked.
  await expect(lobby.join.getByText(/asked and do(es)? not have it/)).toBeVisible();
  await lookAt(page, info, 'code-not-found', lobby.join);
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

test('L8: the check of a host looks at itself from outside: another host knocks at its port', async ({
  launchDesktop,
}, info) => {
  test.slow();
  const env = onLoopback(info);
  const { desktop } = await openHost({ launchDesktop }, { name: 'Open house', env });
  const peer = await launchDesktop({ env });
  await openLobby(peer.page).createRoom({ name: 'Next door', isPublic: true, person: 'Ben' });
  const { page } = desktop;
  await openLobby(page).show();
  // Other hosts are asked every ten seconds.
  await expect(openLobby(page).publicRooms.getByText('Next door')).toBeVisible({ timeout: 30_000 });
  await openLobby(page).typeCode('ZZZZZ9');
  await openLobby(page).join.getByRole('button', { name: 'Why?' }).click();
  const check = page.getByRole('dialog', { name: 'Network check' });
  await check.getByRole('button', { name: 'Check' }).click();
  await expect(check.getByText('Everything works')).toBeVisible();
  await check.getByText('What was found').click();
  await expect(check.getByText('portFromHost: ok', { exact: false })).toBeVisible();
  await lookAt(page, info, 'network-check-host');
});

test('L1: a host of another version is listed greyed, with the reason', async ({ launchDesktop }, info) => {
  const odd = await startOddHost({ name: 'Workshop of tomorrow', isNewer: true });
  try {
    const env = onLoopback(info);
    const { code } = await openHost({ launchDesktop }, { name: 'Open house', isPublic: true, env });
    const { page } = await launchDesktop({ env });
    const lobby = openLobby(page);
    await lobby.waitForHost();
    await lobby.pasteCode(`https://${odd.address}/spaces/${code}`);
    await expect(lobby.join.getByText('Verified by the code')).toBeVisible();
    await expect(lobby.publicRooms.getByText('Workshop of tomorrow')).toBeVisible({ timeout: 30_000 });
    await expect(
      lobby.publicRooms.getByText('Its Spaces is newer than yours', { exact: false }),
    ).toBeVisible();
    await lookAt(page, info, 'network-other-version', lobby.publicRooms);
  } finally {
    await odd.stop();
  }
});

test('L5: a host on several networks lets people choose the address in code picture and link', async ({
  launchDesktop,
}, info) => {
  const { desktop, code } = await openHost({ launchDesktop }, { name: 'Open house' });
  const { page, app, url } = desktop;
  const { hostId, fingerprint } = await (await fetch(`${url}/api/host`)).json();
  await expect(page.getByText('Hosting 1 room · 1 person')).toBeVisible();
  await openRoomPage(page).openMenu('Show QR code');
  const dialog = page.getByRole('dialog', { name: /^Join/ });
  await expect(dialog.getByText(`${code.slice(0, 3)} ${code.slice(3)}`)).toBeVisible();
  await app.evaluate(
    ({ BrowserWindow }, status) => BrowserWindow.getAllWindows()[0]?.webContents.send('host:changed', status),
    {
      state: 'running',
      address: { hostKey: `host:${hostId}`, hostId, name: 'Ann', isOwn: true },
      networkUrls: ['http://192.168.178.20:7420', 'http://10.8.0.6:7420', 'http://172.17.0.1:7420'],
      fingerprint,
    },
  );
  await dialog.getByRole('radio', { name: '10.8.0.6:7420' }).check();
  await lookAt(page, info, 'qr-addresses');
  await dialog.getByRole('button', { name: 'Copy link for the app' }).click();
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(`spaces://join/${code}?host=10.8.0.6:7420`);
  await dialog.getByRole('button', { name: 'Copy link', exact: true }).click();
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(`http://10.8.0.6:7420/spaces/${code}`);
});

test('L5 D1: settings say who may come in, over which networks, and by which certificate', async ({
  launchDesktop,
}, info) => {
  test.slow();
  const { page } = await launchDesktop({ env: onLoopback(info) });
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('searchbox').fill('browsers');
  await lookAt(page, info, 'settings-network');
  const browsers = settings.getByRole('switch', { name: 'Let browsers in' });
  await browsers.click();
  await expect(browsers).toHaveAttribute('aria-checked', 'false');
  await settings.getByRole('searchbox').fill('address');
  await expect(settings.getByText('Certificate of this host')).toBeVisible();
  await lookAt(page, info, 'settings-host');
  await settings.getByRole('searchbox').fill('networks of this computer');
  await lookAt(page, info, 'settings-interfaces');
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
