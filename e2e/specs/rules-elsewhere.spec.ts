import type { Notification } from 'electron';
import { type Desktop, expect, test } from '../fixtures/app-test.ts';
import { isStandIn } from '../fixtures/is-stand-in.ts';
import { onLoopback, openHost } from '../fixtures/two-desktops.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openLobby } from '../pages/lobby.ts';
import { openModeration } from '../pages/moderation.ts';
import { openRoomPage } from '../pages/room.ts';

/** What the system was asked to show. */
const readShown = ({ app }: Desktop) =>
  app.evaluate(() =>
    (__standIn.notifications as Notification[]).map(({ title, body }) => `${title}|${body}`),
  );

/** The person works in another window. */
const lookElsewhere = ({ page }: Desktop) =>
  page.evaluate(() => Object.defineProperty(document, 'hasFocus', { value: () => false }));

test('R13: a knock is told by the system while the window is not looked at', async ({
  launchDesktop,
  openBrowser,
}) => {
  const desktop = await launchDesktop();
  test.skip(!(await isStandIn(desktop)), 'A real system does not tell what it shows.');
  const { page, url } = desktop;
  await openLobby(page).createRoom({ name: 'Locked', person: 'Ann' });
  const code = await openRoomPage(page).readCode();
  await openRoomPage(page).openMenu('Lock room');
  await expect(openRoomPage(page).log.getByText('Ann locked the room')).toBeVisible();
  await lookElsewhere(desktop);
  const ben = await openBrowser(`${url}/spaces/${code}`);
  await ben.getByLabel('Your name').fill('Ben');
  await ben.getByRole('button', { name: 'Knock' }).click();
  await expect.poll(() => readShown(desktop)).toEqual(['Locked|Ben wants to come in to “Locked”']);
  await openModeration(page).bell.getByRole('button', { name: 'Let in Ben' }).click();
  await expect(openRoomPage(ben).composer).toBeVisible();
});

test('R15: another person on a desktop of their own sees what begins later, and is reminded', async ({
  launchDesktop,
}, info) => {
  test.setTimeout(240_000);
  const env = onLoopback(info);
  const { desktop: first, code } = await openHost(
    { launchDesktop },
    { name: 'Soon', env: { ...env, SPACES_CLEANUP_EVERY_MS: '500' } },
  );
  const second = await launchDesktop({ env });
  const lobby = openLobby(second.page);
  await lobby.waitForHost();
  await lobby.typeCode(code);
  await lobby.joinFound('Ben');
  await expect(openRoomPage(second.page).composer).toBeVisible();
  await lobby.show();
  await lookElsewhere(second);

  await openModeration(first.page).openSettings();
  const settings = first.page.getByRole('dialog', { name: /^Settings of/ });
  // Four minutes ahead: the reminder is due at once.
  const start = new Date(Date.now() + 4 * 60_000 - new Date().getTimezoneOffset() * 60_000);
  await settings.getByLabel('Begins at').fill(start.toISOString().slice(0, 16));
  await settings.getByRole('button', { name: 'Save changes' }).click();

  const comingUp = second.page.getByRole('region', { name: 'Coming up' });
  await expect(comingUp.getByText('Soon')).toBeVisible();
  await expect(second.page.getByText('“Soon” begins at', { exact: false }).first()).toBeVisible();
  if (!(await isStandIn(second))) return;
  await expect.poll(() => readShown(second)).toEqual([expect.stringMatching(/^Soon\|“Soon” begins at/)]);
});

test('R6: others see in the lobby and in the room whether anybody is there', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, url } = await launchDesktop({ env: { SPACES_PRESENCE_GRACE_MS: '300' } });
  const ann = openLobby(page);
  const ben = await openBrowser(url);
  await openLobby(ben).createRoom({ name: 'Open studio', person: 'Ben', isPublic: true });
  const tile = ann.publicRooms.getByRole('listitem').filter({ hasText: 'Open studio' });
  await expect(tile.getByText('1 here now')).toBeVisible();
  const cleo = await openBrowser(`${url}/spaces/${await openRoomPage(ben).readCode()}`);
  await joinAtGate(cleo, { person: 'Cleo' });
  await expect(tile.getByText('2 here now')).toBeVisible();
  await expect(ben.getByRole('button', { name: /^2 of 10 here/ })).toBeVisible();

  await cleo.close();
  await expect(ben.getByRole('button', { name: /^1 of 10 here/ })).toBeVisible();
  await expect(tile.getByText('1 here now')).toBeVisible();
  await ben.close();
  await expect(tile.getByText('Nobody here right now')).toBeVisible();
});
