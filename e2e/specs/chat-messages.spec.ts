import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';

test('C6: an edit is seen by everybody with its history, a deletion leaves a tombstone and can be undone', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { page, ann, ben, guest } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Editing');
  await ann.say('first wording');
  // Only what the host has can be changed.
  await expect(ann.messageOf('first wording')).toHaveAttribute('data-delivery', 'stored');
  await ann.composer.press('ArrowUp');
  await expect(page.getByText('Editing your message')).toBeVisible();
  await expect(ann.composer).toHaveValue('first wording');
  await ann.composer.fill('second wording');
  await ann.composer.press('Enter');
  await expect(ben.messageOf('second wording').getByText('(edited)')).toBeVisible();
  await ben.act('second wording', 'Edit history…');
  await expect(guest.getByRole('dialog', { name: 'Edit history' })).toContainText('first wording');
  await lookAt(guest, info, 'chat-history');
  await guest.keyboard.press('Escape');

  await ann.say('regretted');
  await expect(ben.messageOf('regretted')).toBeVisible();
  await expect(ann.messageOf('regretted')).toHaveAttribute('data-delivery', 'stored');
  await ann.act('regretted', 'Delete');
  await expect(ann.log.getByText('Message deleted')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(ann.messageOf('regretted')).toBeVisible();
  await ann.act('regretted', 'Delete');
  await expect(ben.log.getByText('Message deleted')).toBeVisible({ timeout: 15_000 });
  await expect(ben.messageOf('regretted')).toBeHidden();
});

test('C7 C8: replies lead to what they answer, threads open beside, reactions are toggled and counted', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { page, ann, ben, guest } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Answering');
  await ann.say('What about Tuesday?');
  await ben.act('What about Tuesday?', 'Reply');
  await expect(guest.getByText('Replying to Ann')).toBeVisible();
  await ben.say('Tuesday is fine');
  const quote = ann.messageOf('Tuesday is fine').getByRole('button', { name: /^Answers Ann/ });
  await expect(quote).toContainText('What about Tuesday?');

  await ben.act('What about Tuesday?', 'Reply in thread');
  await ben.thread.getByRole('textbox', { name: 'Message to this thread' }).fill('More on that');
  await guest.keyboard.press('Enter');
  await ann.messageOf('What about Tuesday?').getByRole('button', { name: 'One reply' }).click();
  await expect(ann.thread.getByText('More on that', { exact: true })).toBeVisible();
  await lookAt(page, info, 'chat-thread');
  await page.keyboard.press('Escape');
  await expect(ann.thread).toBeHidden();

  await ben.act('What about Tuesday?', 'Add reaction');
  await guest.getByRole('combobox', { name: 'Search emoji' }).fill('tada');
  await expect(guest.getByRole('gridcell', { name: 'party popper' })).toBeVisible();
  await guest.keyboard.press('Enter');
  const pill = ann.messageOf('What about Tuesday?').getByRole('button', { name: /reacted with 🎉/ });
  await expect(pill).toHaveText('🎉1');
  await pill.click();
  await expect(pill).toHaveText('🎉2');
  await expect(pill).toHaveAttribute('aria-pressed', 'true');
  await pill.click();
  await expect(pill).toHaveText('🎉1');
});

test('C18: polls, pinned and saved messages', async ({ launchDesktop, openBrowser }, info) => {
  test.setTimeout(120_000);
  const { page, ann, ben, guest } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Keeping');
  await page.getByRole('button', { name: 'Add to the message' }).click();
  await page.getByRole('menuitem', { name: 'Poll…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ask the room' });
  await dialog.getByLabel('Question').fill('Lunch?');
  await dialog.getByLabel('Option 1').fill('Pizza');
  await dialog.getByRole('button', { name: 'Start the poll' }).click();
  await expect(dialog.getByText('at least two different options', { exact: false })).toBeVisible();
  await dialog.getByLabel('Option 2').fill('Soup');
  await dialog.getByRole('button', { name: 'Start the poll' }).click();
  await ben.log.getByRole('button', { name: /^Soup/ }).click();
  await ann.log.getByRole('button', { name: /^Soup ?, one vote, 100/ }).click();
  await expect(ben.log.getByRole('button', { name: /^Soup ?, 2 votes/ })).toBeVisible();
  await ann.log.getByRole('button', { name: 'Close poll' }).click();
  await expect(ben.log.getByText('Closed', { exact: false })).toBeVisible();
  await expect(ben.log.getByRole('button', { name: /^Pizza/ })).toBeDisabled();

  await ann.say('Door code is 4711');
  await expect(ann.messageOf('Door code is 4711')).toHaveAttribute('data-delivery', 'stored');
  await ann.act('Door code is 4711', 'Pin to room');
  await ben.openPanel('Pinned messages');
  await expect(ben.panel('Pinned messages').getByText('Door code is 4711')).toBeVisible();
  await lookAt(guest, info, 'chat-pinned');
  await ben.act('Door code is 4711', 'Save for myself');
  await ben.openPanel('Saved messages');
  await expect(ben.panel('Saved messages').getByText('Door code is 4711')).toBeVisible();
  await ben.panel('Saved messages').getByRole('button', { name: 'Remove from saved' }).click();
  await expect(guest.getByText('Nothing saved yet')).toBeVisible();
});

test('C10: marked unread from a message on, it stays unread until the room is opened again', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, ann, ben, guest } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Counting');
  for (const words of ['one', 'two', 'three']) await ann.say(words);
  await expect(ben.messageOf('three')).toBeVisible();
  await ben.act('two', 'Mark unread from here');
  await expect(guest).toHaveTitle(/^\(2\)/);
  await expect(
    ben.log.getByRole('separator', { name: 'New' }).or(ben.log.getByText('New', { exact: true })),
  ).toBeVisible();
  await guest.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await guest
    .getByRole('button', { name: /Counting/ })
    .first()
    .click();
  await expect(guest).toHaveTitle(/^Counting/);
  const readers = page.getByRole('dialog', { name: 'Read by' });
  // The title tells of it before the host has heard, and the dialog asks once.
  await expect(async () => {
    if (await readers.isVisible()) await page.keyboard.press('Escape');
    await expect(readers).toBeHidden();
    await ann.act('one', 'Read by…');
    await expect(readers.getByRole('listitem')).toHaveText(['Ben'], { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
});

test('keyboard alone walks through messages, opens the menu and answers', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { page, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Keys');
  await ben.say('first of Ben');
  await ben.say('second of Ben');
  await expect(ann.messageOf('second of Ben')).toBeVisible();
  await ann.log.focus();
  await page.keyboard.press('ArrowUp');
  await expect(ann.messageOf('second of Ben')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(ann.messageOf('first of Ben')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(ann.messageOf('first of Ben')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Reply', exact: true }).press('Enter');
  await expect(ann.composer).toBeFocused();
  await page.keyboard.type('by keyboard');
  await page.keyboard.press('Enter');
  await expect(ben.messageOf('by keyboard').getByRole('button', { name: /^Answers Ben/ })).toBeVisible();
});
