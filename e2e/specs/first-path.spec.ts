import { expect, test } from '../fixtures/app-test.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openLobby } from '../pages/lobby.ts';
import { openRoomPage } from '../pages/room.ts';

test('R1 R2 R3 C1: a host makes a room, a desktop and a browser join by its code, and all chat', async ({
  launchDesktop,
  openBrowser,
}) => {
  const ann = await launchDesktop();
  const annRoom = openRoomPage(ann.page);
  await openLobby(ann.page).createRoom({ name: 'Monday workshop', person: 'Ann' });
  const code = await annRoom.readCode();
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{6}$/);

  const ben = await launchDesktop();
  const benLobby = openLobby(ben.page);
  await benLobby.typeCode(code.toLowerCase());
  await ben.page.getByLabel('Address of the host').fill(ann.url);
  await ben.page.getByRole('button', { name: 'Find' }).click();
  await expect(benLobby.join.getByText('Monday workshop').first()).toBeVisible();
  await benLobby.join.getByLabel('Your name').fill('Ben');
  await benLobby.join.getByRole('button', { name: /^Join/ }).last().click();
  const benRoom = openRoomPage(ben.page);
  await expect(benRoom.composer).toBeFocused();

  const cleo = await openBrowser(`${ann.url}/spaces/${code}`);
  await joinAtGate(cleo, { person: 'Cleo' });
  const cleoRoom = openRoomPage(cleo);
  await expect(cleoRoom.composer).toBeVisible();

  await expect(annRoom.people.getByText('Ben')).toBeVisible();
  await expect(annRoom.people.getByText('Cleo')).toBeVisible();
  for (const [room, words] of [
    [annRoom, 'Welcome, both of you'],
    [benRoom, 'Hello from the other desk'],
    [cleoRoom, 'Hello from a browser'],
  ] as const) {
    await room.say(words);
    for (const seen of [annRoom, benRoom, cleoRoom]) await seen.expectMessage(words);
  }

  await cleo.reload();
  for (const words of ['Welcome, both of you', 'Hello from a browser']) await cleoRoom.expectMessage(words);
  await annRoom.say('Still there after the reload');
  await cleoRoom.expectMessage('Still there after the reload');
});

test('R2: the code is found in every spelling, and a wrong one says so', async ({ launchDesktop }) => {
  const { page } = await launchDesktop();
  const lobby = openLobby(page);
  await lobby.createRoom({ name: 'Spelling', person: 'Ann' });
  const code = await openRoomPage(page).readCode();
  const spellings = [
    code,
    code.toLowerCase(),
    `${code.slice(0, 3)} ${code.slice(3)}`,
    [...code].join('-').toLowerCase(),
    `  ${code.slice(0, 2)} - ${code.slice(2)}  `,
    `http://192.168.1.20:7420/spaces/${code}`,
    `spaces://join/${code}`,
  ];
  for (const spelling of spellings) {
    await page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
    await lobby.pasteCode(spelling);
    await expect(lobby.join.getByText('Spelling').first(), spelling).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(openRoomPage(page).composer, spelling).toBeVisible();
  }
  await page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await lobby.pasteCode(code === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA');
  await expect(page.getByText(/no room with this code|Not found on the hosts/i).first()).toBeVisible();
});

test('R3: a full room refuses the next person in words', async ({ launchDesktop, openBrowser }) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Two seats', person: 'Ann', limit: 2 });
  const code = await openRoomPage(page).readCode();
  const ben = await openBrowser(`${url}/spaces/${code}`);
  await joinAtGate(ben, { person: 'Ben' });
  await expect(openRoomPage(ben).composer).toBeVisible();
  const cleo = await openBrowser(`${url}/spaces/${code}`);
  await expect(cleo.getByText('Every seat is taken.', { exact: false }).first()).toBeVisible();
  await expect(cleo.getByRole('button', { name: 'Wait in the queue' })).toBeVisible();
  await expect(openRoomPage(page).people.getByText('Every seat is taken.', { exact: false })).toBeVisible();
});

test('R9: leaving and deleting ask first, and deleting sends everyone to the lobby', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Short life', person: 'Ann' });
  const annRoom = openRoomPage(page);
  const code = await annRoom.readCode();
  const ben = await openBrowser(`${url}/spaces/${code}`);
  await joinAtGate(ben, { person: 'Ben' });
  const benRoom = openRoomPage(ben);
  await expect(benRoom.composer).toBeVisible();

  await benRoom.openMenu('Leave room…');
  await expect(ben.getByRole('alertdialog')).toContainText('Leave “Short life”?');
  await ben.keyboard.press('Escape');
  await expect(benRoom.composer).toBeVisible();
  await benRoom.openMenu('Leave room…');
  await ben.getByRole('alertdialog').getByRole('button', { name: 'Leave room' }).click();
  await expect(openLobby(ben).join).toBeVisible();
  await expect(annRoom.log.getByText('Ben', { exact: false }).last()).toBeVisible();

  await ben.goto(`${url}/spaces/${code}`);
  await joinAtGate(ben, {});
  await expect(benRoom.composer).toBeVisible();
  await annRoom.openMenu('Delete room…');
  await expect(page.getByRole('alertdialog')).toContainText('Delete “Short life”?');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete room' }).click();
  await expect(openLobby(page).join).toBeVisible();
  await expect(openLobby(ben).join).toBeVisible();
  await expect(openLobby(page).yourRooms.getByText('No rooms yet')).toBeVisible();
});
