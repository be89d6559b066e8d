import { expect, test } from '../fixtures/app-test.ts';
import { joinByApi } from '../fixtures/join-by-api.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';
import { openRoomPage } from '../pages/room.ts';

test('P3 C11: somebody who takes the name of another is told apart wherever names show', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const two = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Namesakes');
  const { page, guest, ann, ben, desktop, code } = two;
  const other = await joinByApi(desktop.url, code, 'ANN');
  await other.post({ content: 'I run this room' });
  await ann.say('no, I do');

  const people = page.getByRole('complementary', { name: /^People in / });
  await expect(people.getByText('ANN (2)', { exact: true })).toBeVisible();
  await expect(people.getByText('Ann', { exact: true })).toBeVisible();
  await expect(ben.messageOf('I run this room').getByText('ANN (2)')).toBeVisible();
  await expect(ben.messageOf('no, I do').getByText('Ann', { exact: true })).toBeVisible();
  await expect(ben.log.getByText(/ANN \(2\).* joined/)).toBeVisible();

  await ben.composer.pressSequentially('@an');
  await guest.getByRole('option', { name: /ANN \(2\)/ }).click();
  await expect(ben.composer).toHaveValue('@ANN (2) ');
  await ben.composer.press('Enter');
  await expect(ben.messageOf('@ANN (2)')).toBeVisible();
  await ben.act('I run this room', 'Reply');
  await expect(guest.getByText('Replying to ANN (2)')).toBeVisible();
  await lookAt(guest, info, 'names-apart');
});

test('P2 P3: while the host is away nobody is shown as here, and all come back with it', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(180_000);
  const two = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Interrupted');
  const { guest, desktop } = two;
  const people = guest.getByRole('complementary', { name: /^People in / });
  await expect(people.getByText('Here · 2')).toBeVisible();
  await desktop.close();
  await expect(people.getByText('Host away · 2')).toBeVisible({ timeout: 30_000 });
  await expect(people.getByText('Here · 2')).toBeHidden();
  await expect(people.locator('.bg-good')).toHaveCount(0);
  await expect(guest.getByRole('button', { name: /^Host away: nobody knows who is here/ })).toBeVisible();
  await expect(guest.getByRole('img', { name: 'Host away' })).toBeVisible();
  await lookAt(guest, info, 'host-away');

  await launchDesktop({ again: desktop });
  await expect(people.getByText('Host away')).toHaveCount(0, { timeout: 40_000 });
  await expect(people.getByText(/^Here · /)).toBeVisible();
});

test('P3 A2: an agent without a line that has just written is no absentee', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { page, desktop, code } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'With a bot');
  const room = openRoomPage(page);
  await room.openMenu('Invite an agent…');
  const dialog = page.getByRole('dialog').last();
  await dialog.getByLabel('Name').fill('Build bot');
  await dialog.getByLabel('Name').press('Enter');
  const curl = await dialog.getByLabel('curl', { exact: true }).inputValue();
  const [, address = '', secret = ''] = /^curl -s (\S+) -H 'X-Inbox-Secret: ([0-9a-f]+)'/.exec(curl) ?? [];
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  const people = page.getByRole('complementary', { name: /^People in / });
  const agents = people.getByRole('region', { name: 'Agents' });
  await expect(agents.getByText('Build bot')).toBeVisible();
  await expect(agents.getByText(/On call/)).toBeVisible();
  const posted = await fetch(new URL(new URL(address).pathname, desktop.url), {
    method: 'POST',
    headers: { 'x-inbox-secret': secret, 'content-type': 'application/json' },
    body: JSON.stringify({ body: 'Built.' }),
  });
  expect(posted.ok, code).toBe(true);
  await expect(agents.getByText(/Just now/)).toBeVisible();
  await expect(people.getByText(/^Not here/)).toBeHidden();
  await lookAt(page, info, 'people-agents');
});
