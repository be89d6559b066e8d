import { expect, test } from '../fixtures/app-test.ts';
import { expectSeen, pressUntil } from '../fixtures/by-keyboard.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';

test('keyboard alone: send, edit, reply, react, thread, pin, search and jump, poll, emoji; the focus is seen and comes back', async ({
  launchDesktop,
  openBrowser,
}) => {
  test.setTimeout(240_000);
  const { page, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Keys');
  const { keyboard } = page;
  const press = async (...keys: string[]) => {
    for (const key of keys) await keyboard.press(key);
  };
  const say = async (words: string) => {
    await keyboard.type(words);
    await press('Enter');
    await expect(ann.composer).toHaveValue('');
  };
  /** From the text field to a message of the history. */
  const walkTo = async (words: string) => {
    await expect(ann.composer).toBeFocused();
    await pressUntil(page, 'Shift+Tab', ({ role }) => role === 'log');
    await press('ArrowUp');
    for (let step = 0; step < 40; step += 1) {
      const text = await page.evaluate(() => document.activeElement?.textContent ?? '');
      if (text.includes(words)) return expectSeen(page);
      await press('ArrowUp');
    }
    throw new Error(`No way to “${words}”`);
  };
  const choose = async (item: string) => {
    await press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await pressUntil(page, 'ArrowDown', ({ role, name }) => role === 'menuitem' && name.startsWith(item));
    await press('Enter');
    await expect(page.getByRole('menu')).toBeHidden();
  };

  await expect(ann.composer).toBeFocused();
  await say('Frist words');
  // Only what the host has can be changed.
  await expect(ann.messageOf('Frist words')).toHaveAttribute('data-delivery', 'stored');
  await press('ArrowUp');
  await expect(ann.composer).toHaveValue('Frist words');
  await press('Control+a');
  await say('First words');
  await expect(ben.messageOf('First words').getByText('(edited)')).toBeVisible();
  await expectSeen(page);

  await ben.say('A question?');
  await expect(ann.messageOf('A question?')).toBeVisible();
  await walkTo('A question?');
  await choose('Reply');
  await expect(ann.composer).toBeFocused();
  await say('An answer');
  await expect(ben.messageOf('An answer').getByRole('button', { name: /^Answers Ben/ })).toBeVisible();

  await walkTo('An answer');
  await press('Escape');
  await expect(ann.composer).toBeFocused();

  await walkTo('First words');
  await choose('Add reaction');
  await expect(page.getByRole('combobox', { name: 'Search emoji' })).toBeFocused();
  await keyboard.type('tada');
  await expect(page.getByRole('gridcell', { name: 'party popper' })).toBeVisible();
  await press('Enter');
  await expect(ben.messageOf('First words').getByRole('button', { name: /reacted with 🎉/ })).toBeVisible();
  await expect(ann.messageOf('First words')).toBeFocused();
  await expectSeen(page);

  await choose('Pin to room');
  await expect(ben.messageOf('First words').getByRole('img', { name: 'Pinned' })).toBeVisible();
  await expect(ann.messageOf('First words')).toBeFocused();
  await choose('Read by…');
  await expect(page.getByRole('dialog', { name: 'Read by' })).toContainText('Ben');
  await press('Escape');
  await expect(page.getByRole('dialog', { name: 'Read by' })).toBeHidden();
  await expect(ann.messageOf('First words')).toBeFocused();

  await choose('Reply in thread');
  const inThread = ann.thread.getByRole('textbox', { name: 'Message to this thread' });
  await expect(inThread).toBeFocused();
  await keyboard.type('Between us');
  await press('Enter');
  await expect(ben.messageOf('First words').getByRole('button', { name: 'One reply' })).toBeVisible();
  await press('Escape');
  await expect(ann.thread).toBeHidden();
  await expect(ann.messageOf('First words')).toBeFocused();
  await expectSeen(page);
  await press('Escape');
  await expect(ann.composer).toBeFocused();

  for (let number = 1; number <= 25; number += 1) await ben.say(`filler ${number}\nin two lines`);
  await press('Control+f');
  const panel = ann.panel('Search messages');
  await expect(panel.getByRole('searchbox')).toBeFocused();
  await keyboard.type('answer');
  await expect(panel.getByRole('button', { name: /An answer/ })).toBeVisible();
  await pressUntil(page, 'Tab', ({ name }) => name.includes('answer'));
  await press('Enter');
  await expect(ann.messageOf('An answer')).toBeInViewport();
  await expectSeen(page);
  await press('Escape');
  await expect(panel).toBeHidden();
  await expect(ann.composer).toBeFocused();

  await pressUntil(page, 'Shift+Tab', ({ name }) => name === 'Add to the message');
  await press('Enter');
  await pressUntil(page, 'ArrowDown', ({ name }) => name.startsWith('Poll'));
  await press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Ask the room' });
  await expect(dialog.getByLabel('Question')).toBeFocused();
  await keyboard.type('Tea?');
  await press('Tab');
  await keyboard.type('Yes');
  await press('Tab');
  await keyboard.type('No');
  await pressUntil(page, 'Tab', ({ name }) => name === 'Start the poll');
  await press('Enter');
  await expect(dialog).toBeHidden();
  await expect(ann.composer).toBeFocused();
  await expect(ben.log.getByRole('button', { name: /^Yes/ })).toBeVisible();
  await walkTo('Tea?');
  await pressUntil(page, 'Tab', ({ name }) => name.startsWith('Yes'));
  await press('Enter');
  await expect(ben.log.getByRole('button', { name: /^Yes ?, one vote, 100/ })).toBeVisible();
  await expectSeen(page);
  await press('Escape');
  await expect(ann.composer).toBeFocused();

  await press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Add emoji' })).toBeFocused();
  await expectSeen(page);
  await press('Enter');
  await expect(page.getByRole('combobox', { name: 'Search emoji' })).toBeFocused();
  await keyboard.type('rocket');
  await expect(page.getByRole('gridcell', { name: 'rocket' })).toBeVisible();
  await press('Enter');
  await expect(ann.composer).toHaveValue('🚀');
  await expect(ann.composer).toBeFocused();
  await press('Enter');
  await expect(ben.messageOf('🚀')).toBeVisible();
});
