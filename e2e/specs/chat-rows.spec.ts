import { expect, test } from '../fixtures/app-test.ts';
import { joinByApi } from '../fixtures/join-by-api.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';
import { openChat } from '../pages/chat.ts';

test('C9: who types is named to the other one, and no longer once they stop', async ({
  launchDesktop,
  openBrowser,
}) => {
  test.setTimeout(120_000);
  const { page, guest, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Typing');
  const line = page.getByTestId('typing-line');
  const inRow = page.getByRole('complementary', { name: /^People in / }).getByText('typing…');
  const typeUntilSeen = async () => {
    // A mark lasts five seconds: on a busy machine another key may be needed.
    await expect(async () => {
      await ben.composer.press('x');
      await expect(line).toHaveText('Ben is typing…', { timeout: 2_000 });
      await expect(inRow).toBeVisible({ timeout: 500 });
    }).toPass();
  };
  await expect(line).toHaveText('');
  await typeUntilSeen();
  // Nobody is told of themselves.
  await expect(guest.getByTestId('typing-line')).toHaveText('');
  await ben.composer.fill('');
  await expect(line).toHaveText('');
  await expect(inRow).toHaveCount(0);
  await typeUntilSeen();
  // Nothing more is done: it goes by itself.
  await expect(line).toHaveText('', { timeout: 15_000 });
  await typeUntilSeen();
  await ben.say('done typing');
  await expect(ann.messageOf('done typing')).toBeVisible();
  await expect(line).toHaveText('');
});

test('C16: comings and goings fold into one line, days and people into one heading each', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { desktop, code, guest, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Folding');
  for (const words of ['One', 'Two', 'Three']) await ann.say(words);
  // Who joins before the last of them is stored folds into another line.
  await expect(ann.messageOf('Three')).toHaveAttribute('data-delivery', 'stored');
  for (const name of ['Cleo', 'Dora', 'Emil', 'Finn', 'Gwen']) await joinByApi(desktop.url, code, name);
  const folded = 'Cleo, Dora, Emil, and 2 others joined';
  for (const chat of [ann, ben]) {
    await expect(chat.log.getByText(folded, { exact: true })).toHaveCount(1);
    await expect(chat.log.getByText(/joined/)).toHaveCount(2);
  }
  // Three in a row of one person stand together, and all of it on one day.
  await expect(ben.messageOf('Three')).toBeVisible();
  await expect(ben.log.getByRole('button', { name: 'About Ann' })).toHaveCount(1);
  await expect(ben.log.getByRole('heading', { name: 'Today' })).toHaveCount(1);
  await lookAt(guest, info, 'chat-folded');

  await guest.clock.setFixedTime(Date.now() + 24 * 3_600_000);
  await guest.reload();
  await expect(ben.messageOf('Three')).toBeVisible();
  await expect(ben.log.getByRole('heading', { name: 'Yesterday' })).toHaveCount(1);
  await expect(ben.log.getByRole('heading', { name: 'Today' })).toHaveCount(0);
});

test('P4: two tabs of one person are one person, until the last one goes', async ({
  launchDesktop,
  openBrowser,
}) => {
  test.setTimeout(120_000);
  const { page, guest, ann, ben, desktop, code } = await openRoomOfTwo(
    { launchDesktop, openBrowser },
    'Tabs',
  );
  const people = page.getByRole('complementary', { name: /^People in / });
  const row = people.getByRole('listitem').filter({ hasText: 'Ben' });
  const tab = await guest.context().newPage();
  await tab.goto(`${desktop.url}/spaces/${code}`);
  const second = openChat(tab);
  await second.say('From the second tab');
  await expect(ann.messageOf('From the second tab')).toBeVisible();
  // In the first tab it is Ben's own message, and nothing new to him.
  await expect(ben.messageOf('From the second tab')).toBeVisible();
  await expect(guest).toHaveTitle(/^Tabs/);
  await expect(row).toHaveCount(1);
  await expect(people.getByText('2 of 10 seats are taken')).toHaveCount(1);
  await expect(ann.log.getByText(/Ben (left|joined)/)).toHaveCount(1);
  await guest.close({ runBeforeUnload: false });
  await second.say('Still here');
  await expect(ann.messageOf('Still here')).toBeVisible();
  await expect(row).toHaveAttribute('data-online', 'true');
  await tab.close({ runBeforeUnload: false });
  await expect(row).toHaveAttribute('data-online', 'false', { timeout: 30_000 });
});
