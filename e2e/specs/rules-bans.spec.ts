import { expect, test } from '../fixtures/app-test.ts';
import { openTwoDesktops } from '../fixtures/two-desktops.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openLobby } from '../pages/lobby.ts';
import { openModeration } from '../pages/moderation.ts';
import { openRoomPage } from '../pages/room.ts';

test('R11: who is banned stays out with a desktop app that forgot everything its page knew', async ({
  launchDesktop,
}, info) => {
  test.setTimeout(240_000);
  const { first, second, code } = await openTwoDesktops({ launchDesktop }, info, 'Guarded');
  const theirs = second.page;
  await openModeration(first.page).act('Ben', 'Ban…');
  await first.page.getByRole('switch', { name: 'Give the room a new code too' }).click();
  await first.page.getByRole('button', { name: 'Ban Ben' }).click();
  await expect(theirs.getByRole('alertdialog')).toContainText('You were banned from “Guarded”');
  await theirs.keyboard.press('Escape');

  // Everything a page can keep goes; who the device is, the main process knows.
  await theirs.evaluate(async () => {
    localStorage.clear();
    sessionStorage.clear();
    const databases = await indexedDB.databases();
    for (const { name } of databases) if (name !== undefined) indexedDB.deleteDatabase(name);
  });
  await theirs.reload();
  const lobby = openLobby(theirs);
  await expect(lobby.join).toBeVisible();
  await lobby.typeCode(code);
  // The name is the device's too: nobody is asked for it.
  await lobby.join.getByRole('button', { name: /^Join/ }).last().click();
  await expect(theirs.getByText('You were banned from this room.')).toBeVisible();
});

test('R11: a browser that became somebody else does not come in by the code it knew', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Guarded', person: 'Ann' });
  const room = openRoomPage(page);
  const before = await room.readCode();
  const ben = await openBrowser(`${url}/spaces/${before}`);
  await joinAtGate(ben, { person: 'Ben' });
  await expect(openRoomPage(ben).composer).toBeVisible();
  await openModeration(page).act('Ben', 'Ban…');
  await expect(page.getByRole('switch', { name: 'Give the room a new code too' })).toBeChecked();
  await page.getByRole('button', { name: 'Ban Ben' }).click();
  await expect(ben.getByRole('alertdialog')).toContainText('You were banned from “Guarded”');
  await expect.poll(() => room.readCode()).not.toBe(before);

  const again = await openBrowser(`${url}/spaces/${before}`);
  await expect(again.getByText('There is no room with this code.', { exact: false })).toBeVisible();
});
