import { expect, test } from '../fixtures/app-test.ts';
import { joinByApi } from '../fixtures/join-by-api.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';

test('C17: commands change the room, put people out and say how one is, as the menus do', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { desktop, code, page, guest, ann, ben } = await openRoomOfTwo(
    { launchDesktop, openBrowser },
    'Commands',
  );
  const people = page.getByRole('complementary', { name: /^People in / });
  for (const name of ['Cleo', 'Dora']) await joinByApi(desktop.url, code, name);
  await expect(people.getByText('4 of 10 seats are taken')).toHaveCount(1);

  await ann.say('/mode brainstorm');
  await expect(ben.log.getByText('Ann changed the mode to brainstorm')).toBeVisible();
  // In the header of both, as long as it is not the mode that rooms begin with.
  for (const window of [page, guest]) {
    await expect(window.getByRole('heading', { level: 1 }).getByText('brainstorm')).toBeVisible();
  }
  await lookAt(guest, info, 'room-mode');
  await ann.say('/mode playful');
  await expect(guest.getByRole('heading', { level: 1 }).getByText('brainstorm')).toHaveCount(0);
  await ann.say('/lock');
  await expect(ben.log.getByText('Ann locked the room')).toBeVisible();
  await ann.say('/unlock');
  await expect(ben.log.getByText('Ann unlocked the room')).toBeVisible();
  await ann.say('/name Better commands');
  await expect(guest.getByRole('heading', { level: 1, name: 'Better commands' })).toBeVisible();
  await ann.say('/kick @Cleo too loud');
  await expect(ben.log.getByText('Cleo was removed: too loud')).toBeVisible();
  await ann.say('/ban Dora');
  await expect(ben.log.getByText('Dora was banned')).toBeVisible();
  await expect(people.getByText('2 of 10 seats are taken')).toHaveCount(1);
  expect((await joinByApi(desktop.url, code, 'Cleo')).call).toBeDefined();
  await expect(people.getByText('3 of 10 seats are taken')).toHaveCount(1);

  await ben.say('/invite');
  await expect(guest.getByRole('status').filter({ hasText: 'Invitation link copied' })).toHaveCount(1);
  expect(await guest.evaluate(() => navigator.clipboard.readText())).toContain(`/spaces/${code}`);
  await ben.say('/away back at three');
  await expect(people.getByText('back at three')).toBeVisible();
  await expect(people.getByText('Away')).toBeVisible();
  await ben.say('/back');
  await expect(people.getByText('Away')).toHaveCount(0);
  await ben.say('a word about apples');
  // A search is asked once: what it finds has to be stored by then.
  await expect(ben.messageOf('a word about apples')).toHaveAttribute('data-delivery', 'stored');
  await ben.say('/search apples');
  await expect(ben.panel('Search messages').getByRole('searchbox')).toHaveValue('apples');
  await expect(
    ben.panel('Search messages').getByRole('button', { name: /a word about apples/ }),
  ).toBeVisible();

  // What somebody may not do stays in the box, with the reason above it, and changes nothing.
  await ben.composer.fill('/kick Ann');
  await ben.composer.press('Enter');
  await expect(guest.getByText('You may not do this here.').last()).toBeVisible();
  await expect(ben.composer).toHaveValue('/kick Ann');
  await expect(people.getByText('3 of 10 seats are taken')).toHaveCount(1);
});
