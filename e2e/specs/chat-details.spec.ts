import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';

test('C17: the tone of skin chosen in the picker is kept, also for shortcodes and after a restart', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { ann, ben, guest } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Tones');
  await guest.getByRole('button', { name: 'Add emoji' }).click();
  const field = guest.getByRole('combobox', { name: 'Search emoji' });
  await field.fill('waving');
  await expect(guest.getByRole('gridcell', { name: 'waving hand' })).toHaveText('👋');
  await guest.getByRole('radio', { name: 'No tone' }).focus();
  for (let step = 0; step < 5; step += 1) await guest.keyboard.press('ArrowRight');
  await expect(guest.getByRole('radio', { name: 'Dark', exact: true })).toBeChecked();
  await expect(guest.getByRole('gridcell', { name: 'waving hand' })).toHaveText('👋🏿');
  await lookAt(guest, info, 'chat-emoji-tones');
  await guest.setViewportSize({ width: 1280, height: 800 });
  await field.press('Enter');
  await expect(ben.composer).toHaveValue('👋🏿');
  await ben.composer.press('Enter');
  await expect(ann.messageOf('👋🏿')).toBeVisible();

  await guest.reload();
  await ben.composer.pressSequentially('hi :wave:');
  await expect(ben.composer).toHaveValue('hi 👋🏿');
  await ben.composer.fill('');
  await ben.composer.pressSequentially('and :rocket:');
  await expect(ben.composer).toHaveValue('and 🚀');
});

test('C14: days in a search are those of the person who asks', async ({ launchDesktop, openBrowser }) => {
  const { page, ann } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Days');
  await ann.say('said today');
  // A search is asked once: what it finds has to be stored by then.
  await expect(ann.messageOf('said today')).toHaveAttribute('data-delivery', 'stored');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const asked = page.waitForRequest(/\/api\/search\?/);
  await ann.panel('Search messages').getByRole('searchbox').fill('said on:today');
  const offset = await page.evaluate(() => new Date().getTimezoneOffset());
  expect(new URL((await asked).url()).searchParams.get('timeZoneOffset')).toBe(String(offset));
  await expect(ann.panel('Search messages').getByRole('button', { name: /said today/ })).toBeVisible();
});

test('P1 P3: words about oneself stand among the people with their end, and go with it', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { page, guest, ben, ann } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Statuses');
  await ben.say('hello');
  await guest.getByRole('button', { name: /Change name and status/ }).click();
  await guest.getByLabel('What you are up to').fill('At lunch');
  await guest.getByRole('radio', { name: 'In an hour' }).check({ force: true });
  await guest.getByRole('button', { name: 'Save' }).click();
  const people = page.getByRole('complementary', { name: /^People in / });
  await expect(people.getByText('At lunch')).toBeVisible();
  await expect(people.getByText(/until \d/)).toBeVisible();
  await lookAt(page, info, 'people-status');
  await ann.messageOf('hello').getByRole('button', { name: 'About Ben' }).click();
  await expect(page.getByRole('dialog', { name: 'Ben' }).getByText('At lunch')).toBeVisible();
  await lookAt(page, info, 'person-card');
  await page.keyboard.press('Escape');

  // The same dialog; only the hour is made shorter on its way to the host.
  await guest.route('**/api/auth/me', async (route) => {
    const told = route.request().postDataJSON() as object;
    const statusUntil = new Date(Date.now() + 2_000).toISOString();
    await route.continue({ postData: JSON.stringify({ ...told, statusUntil }) });
  });
  await guest.getByRole('button', { name: /Change name and status/ }).click();
  await guest.getByLabel('What you are up to').fill('Back soon');
  await guest.getByRole('radio', { name: 'In an hour' }).check({ force: true });
  await guest.getByRole('button', { name: 'Save' }).click();
  // The first words stand there until the second ones come, and those until they end.
  await expect(people.getByText(/At lunch|Back soon/)).toHaveCount(0, { timeout: 20_000 });
  await expect(people.getByText('Ben')).toBeVisible();
});

test('C20: the settings for notifications are readable in both themes and at every width, and can be tried', async ({
  launchDesktop,
}, info) => {
  const { app, page } = await launchDesktop();
  await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('searchbox').fill('notif');
  await expect(dialog.getByRole('heading', { name: 'Notifications' })).toBeVisible();
  await lookAt(page, info, 'settings-notifications');
  await dialog.getByRole('button', { name: 'Send a test notification' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Sent. If nothing appeared' })).toHaveCount(1);
  // A real system does not tell what it shows.
  if (await app.evaluate(() => '__standIn' in globalThis)) {
    const readShown = () =>
      app.evaluate(() => (__standIn.notifications as Notification[]).map(({ body }) => body));
    await expect.poll(readShown).toEqual(['This is how a message will look.']);
  }
  await dialog.getByRole('radio', { name: /30 minutes|half/i }).check({ force: true });
  await expect(dialog.getByText(/until/i).first()).toBeVisible();
  await lookAt(page, info, 'settings-quiet');
});

test('D3: Escape empties a search, and only the next one closes what the search stands in', async ({
  launchDesktop,
}) => {
  const { page } = await launchDesktop();
  await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  const search = dialog.getByRole('searchbox');
  await search.fill('no such setting');
  await expect(dialog.getByRole('heading', { name: 'Notifications' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await expect(dialog.getByRole('heading', { name: 'Notifications' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
