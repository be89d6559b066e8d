import { expect, test } from '../fixtures/app-test.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openKeyboard } from '../pages/keyboard.ts';
import { openLobby } from '../pages/lobby.ts';
import { openRoomPage } from '../pages/room.ts';

test.use({ actionTimeout: 15_000 });

test('D3 R8 R11 R13: a host moderates by keyboard alone', async ({ launchDesktop, openBrowser }) => {
  test.setTimeout(180_000);
  const { page, url } = await launchDesktop();
  const ann = openKeyboard(page);
  const lobby = openLobby(page);
  await ann.fill(lobby.create.getByLabel('Name', { exact: true }), 'By keys');
  await page.keyboard.press('Enter');
  await ann.fill(lobby.create.getByLabel('Your name'), 'Ann');
  await page.keyboard.press('Enter');
  const room = openRoomPage(page);
  await expect(room.composer).toBeFocused();
  const code = await room.readCode();
  const enter = async (person: string) => {
    const guest = await openBrowser(`${url}/spaces/${code}`);
    await joinAtGate(guest, { person });
    await expect(openRoomPage(guest).composer).toBeVisible();
    return guest;
  };
  const [ben, cleo, dan] = [await enter('Ben'), await enter('Cleo'), await enter('Dan')];
  const menuOf = (person: string) => page.getByRole('button', { name: `More for ${person}` });

  await ann.choose(menuOf('Ben'), 'Remove…');
  await ann.fill(page.getByLabel('Reason'), 'Wrong room');
  await ann.press(page.getByRole('button', { name: 'Remove Ben' }));
  await expect(ben.getByRole('alertdialog')).toContainText('Wrong room');

  await ann.choose(menuOf('Cleo'), 'Ban…');
  await ann.fill(page.getByLabel('Reason'), 'Too loud');
  await ann.press(page.getByRole('button', { name: 'Ban Cleo' }));
  await expect(cleo.getByRole('alertdialog')).toContainText('Too loud');
  // A ban changes the code with it unless one says otherwise.
  await expect.poll(() => room.readCode()).not.toBe(code);

  await ann.choose(menuOf('Dan'), 'Mute in chat');
  await expect(openRoomPage(dan).composer).toBeDisabled();

  const roomMenu = page.getByRole('button', { name: 'More for this room' });
  await ann.choose(roomMenu, 'Room settings…');
  const settings = page.getByRole('dialog', { name: /^Settings of/ });
  await ann.fill(settings.getByLabel('Name', { exact: true }), 'All by keys');
  await ann.fill(settings.getByRole('spinbutton', { name: 'People at most' }), '4');
  await ann.press(settings.getByRole('radio', { name: 'With the code' }), 'ArrowRight');
  await ann.press(settings.getByRole('button', { name: 'Save changes' }));
  await expect(dan.getByRole('heading', { level: 1, name: 'All by keys' })).toBeVisible();
  await ann.showTab('Door and code');
  await ann.press(settings.getByRole('switch', { name: 'Locked' }), 'Space');
  await expect(dan.getByRole('img', { name: 'Locked' }).first()).toBeVisible();
  await ann.showTab('Bans');
  await ann.press(settings.getByRole('button', { name: 'Lift the ban of Cleo' }));
  await expect(settings.getByText('Cleo', { exact: true })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(settings).toBeHidden();
  await expect(roomMenu).toBeFocused();

  // Lifted, but locked: she knocks, and is let in from wherever the host is.
  await cleo.goto(`${url}/spaces/${await room.readCode()}`);
  await cleo.getByRole('button', { name: 'Knock' }).click();
  await ann.press(page.getByRole('button', { name: 'Let in Cleo' }).last());
  await expect(openRoomPage(cleo).composer).toBeVisible();

  await ann.choose(menuOf('Dan'), 'Let write again');
  await expect(openRoomPage(dan).composer).toBeEnabled();
  await ann.choose(menuOf('Dan'), 'Make moderator');
  await expect(dan.getByText('Moderator · Online')).toBeVisible();
  await ann.choose(menuOf('Dan'), 'Hand the room over…');
  await ann.press(page.getByRole('button', { name: 'Hand over', exact: true }));
  await expect(dan.getByText('Owner · Online')).toBeVisible();
  await expect(page.getByText('Admin · Online')).toBeVisible();
});
