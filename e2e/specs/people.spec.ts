import { expect, test } from '../fixtures/app-test.ts';
import { joinByApi } from '../fixtures/join-by-api.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';

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
