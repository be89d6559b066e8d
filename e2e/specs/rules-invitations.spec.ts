import { readFileSync } from 'node:fs';
import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { onLoopback } from '../fixtures/two-desktops.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openLobby } from '../pages/lobby.ts';
import { openRoomPage } from '../pages/room.ts';

test('R12: somebody on the host is invited, hears of it wherever they are and comes in', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Meeting point', person: 'Ann' });
  const code = await openRoomPage(page).readCode();
  const ben = await openBrowser(`${url}/spaces/${code}`);
  await joinAtGate(ben, { person: 'Ben' });
  await openRoomPage(ben).openMenu('Leave room…');
  await ben.getByRole('alertdialog').getByRole('button', { name: 'Leave room' }).click();
  await expect(openLobby(ben).join).toBeVisible();

  await page.getByRole('button', { name: 'Invite people…' }).click();
  await page.getByRole('button', { name: 'Invite Ben' }).click();
  await expect(page.getByRole('dialog').getByText('Invited', { exact: true })).toBeVisible();
  await ben.getByRole('button', { name: 'Notifications, 1 new' }).click();
  await expect(ben.getByText('Ann invites you to “Meeting point”').last()).toBeVisible();
  await ben.getByRole('button', { name: 'Accept the invitation to “Meeting point”' }).click();
  await expect(openRoomPage(ben).composer).toBeVisible();
  await expect(ben.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();
});

test('R12 D3: on a phone the bell is in the room as well', async ({ launchDesktop, openBrowser }) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Meeting point', person: 'Ann' });
  const ben = await openBrowser(url, { viewport: { width: 390, height: 844 } });
  await openLobby(ben).createRoom({ name: 'Pocket', person: 'Ben' });
  await page.getByRole('button', { name: 'Invite people…' }).click();
  await page.getByRole('button', { name: 'Invite Ben' }).click();
  await ben.getByRole('button', { name: 'Notifications, 1 new' }).click();
  await ben.getByRole('button', { name: 'Accept the invitation to “Meeting point”' }).click();
  await expect(ben.getByRole('heading', { level: 1, name: 'Meeting point' })).toBeVisible();
});

test('R12: a link opens a locked room with a password, once; one that was taken back does not', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'By invitation', person: 'Ann' });
  await openRoomPage(page).openMenu('Lock room');
  await expect(openRoomPage(page).log.getByText('Ann locked the room')).toBeVisible();
  const links: string[] = [];
  await page.getByRole('button', { name: 'Invite people…' }).click();
  await page.getByRole('tab', { name: 'Link' }).click();
  for (const button of ['Make a link', 'Make another']) {
    await page.getByRole('button', { name: button }).click();
    const known = links.at(-1) ?? '';
    const link = page.getByLabel('Invitation link');
    await expect(link).not.toHaveValue(known);
    links.push(await link.inputValue());
  }
  const toHost = (link: string | undefined) =>
    `${url}${new URL(link ?? '').pathname}${new URL(link ?? '').search}`;

  const ben = await openBrowser(toHost(links[0]));
  await expect(ben.getByText('You are invited.', { exact: false })).toBeVisible();
  await ben.getByLabel('Your name').fill('Ben');
  await ben.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(openRoomPage(ben).composer).toBeVisible();

  const cleo = await openBrowser(toHost(links[0]));
  await expect(cleo.getByText('This invitation was used already.')).toBeVisible();
  await expect(cleo.getByRole('heading', { name: 'By invitation' })).toBeVisible();
  await expect(cleo.getByLabel('Your name')).toBeHidden();
  await lookAt(cleo, info, 'gate-invite-used');
  await cleo.keyboard.press('Enter');
  await expect(cleo.getByRole('button', { name: 'Knock' })).toBeVisible();
  await expect(cleo.getByLabel('Your name')).toBeVisible();
  // It is not offered a second time.
  await cleo.reload();
  await expect(cleo.getByRole('button', { name: 'Knock' })).toBeVisible();
  await expect(cleo.getByText('You are invited.', { exact: false })).toBeHidden();

  await page.getByRole('tab', { name: /^Invitations/ }).click();
  await expect(page.getByText('Used', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Take back: Link' }).click();
  await expect(page.getByText('Taken back', { exact: true })).toBeVisible();
  const dan = await openBrowser(toHost(links[1]));
  await expect(dan.getByText('This invitation was taken back.')).toBeVisible();
});

test('R12: an invitation is pasted into the code boxes of another desktop', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Pasted', person: 'Ann' });
  await openRoomPage(page).openMenu('Lock room');
  await expect(openRoomPage(page).log.getByText('Ann locked the room')).toBeVisible();
  await page.getByRole('button', { name: 'Invite people…' }).click();
  await page.getByRole('tab', { name: 'Link' }).click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByLabel('Invitation link').inputValue();
  const ben = await openBrowser(url);
  await openLobby(ben).pasteCode(link);
  await expect(ben.getByText('You are invited.', { exact: false })).toBeVisible();
  await ben.getByLabel('Your name').fill('Ben');
  await ben.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(openRoomPage(ben).composer).toBeVisible();
});

test('R12: a mail is written for an address that is one, and saved as files', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Mail', person: 'Ann' });
  const code = await openRoomPage(page).readCode();
  const ben = await openBrowser(`${url}/spaces/${code}`);
  await joinAtGate(ben, { person: 'Ben' });
  await ben.getByRole('button', { name: 'Invite people…' }).click();
  await ben.getByRole('tab', { name: 'E-mail' }).click();
  await ben.getByLabel('E-mail address').fill('not an address');
  await ben.getByRole('button', { name: 'Write the invitation' }).click();
  await expect(ben.getByText('That is not an e-mail address.')).toBeVisible();
  await ben.getByLabel('E-mail address').fill('cleo@example.org');
  await ben.keyboard.press('Enter');
  await expect(ben.getByRole('dialog').getByText('cleo@example.org')).toBeVisible();
  for (const [button, fileName, start] of [
    ['Save as .eml', 'Mail.eml', /^(?:To|From|Subject|MIME-Version|X-Unsent|Date):/i],
    ['Save as .ics', 'Mail.ics', /^BEGIN:VCALENDAR/],
  ] as const) {
    const waiting = ben.waitForEvent('download');
    await ben.getByRole('button', { name: button }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe(fileName);
    expect(readFileSync(await download.path(), 'utf8')).toMatch(start);
  }
});

test('R12 R3: the link for the app opens it with the invitation, past lock and password', async ({
  launchDesktop,
}, info) => {
  const env = onLoopback(info);
  const { page } = await launchDesktop({ env });
  await openLobby(page).createRoom({ name: 'From a mail', person: 'Ann' });
  await openRoomPage(page).openMenu('Lock room');
  await expect(openRoomPage(page).log.getByText('Ann locked the room')).toBeVisible();
  await page.getByRole('button', { name: 'Invite people…' }).click();
  await page.getByRole('tab', { name: 'E-mail' }).click();
  await page.getByLabel('E-mail address').fill('ben@example.org');
  await page.keyboard.press('Enter');
  const mail = await page.getByRole('region', { name: 'Text' }).innerText();
  const [link = ''] = /spaces:\/\/join\/\S+/.exec(mail) ?? [];
  expect(link).toMatch(/^spaces:\/\/join\/[A-Z2-9]{6}\?.*invite=[\w-]{32}$/);

  const second = await launchDesktop({ env });
  // As the system hands a link to the app that runs already.
  await second.app.evaluate(({ app }, url) => app.emit('second-instance', {}, ['spaces', url], ''), link);
  await expect(second.page.getByText('You are invited.', { exact: false })).toBeVisible({ timeout: 30_000 });
  await second.page.getByLabel('Your name').fill('Ben');
  await second.page.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(openRoomPage(second.page).composer).toBeVisible();
  await expect(openRoomPage(page).log.getByText('Ben joined')).toBeAttached();
});
