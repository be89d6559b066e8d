import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openTwoDesktops } from '../fixtures/two-desktops.ts';

test('C6 C7 C8 C10 C11 C18: a conversation between two desktops, with who read and who reacted by name', async ({
  launchDesktop,
}, info) => {
  test.setTimeout(240_000);
  const { first, second, ann, ben } = await openTwoDesktops({ launchDesktop }, info, 'Workshop');
  const [mine, theirs] = [first.page, second.page];

  // Edited with ↑, with its history on the other side.
  await ann.say('Meeting at nein');
  // Only what the host has can be changed.
  await expect(ann.messageOf('Meeting at nein')).toHaveAttribute('data-delivery', 'stored');
  await ann.composer.press('ArrowUp');
  await expect(ann.composer).toHaveValue('Meeting at nein');
  await ann.composer.fill('Meeting at nine');
  await ann.composer.press('Enter');
  await expect(ben.messageOf('Meeting at nine').getByText('(edited)')).toBeVisible();
  await ben.act('Meeting at nine', 'Edit history…');
  const versions = theirs.getByRole('dialog', { name: 'Edit history' }).getByRole('listitem');
  await expect(versions).toContainText(['Meeting at nein', 'Meeting at nine']);
  await theirs.keyboard.press('Escape');

  // Reply, thread and reactions.
  await ben.act('Meeting at nine', 'Reply');
  await ben.say('Which room?');
  await expect(ann.messageOf('Which room?').getByRole('button', { name: /^Answers Ann/ })).toContainText(
    'Meeting at nine',
  );
  await ann.act('Which room?', 'Reply in thread');
  await ann.thread.getByRole('textbox', { name: 'Message to this thread' }).fill('The blue one');
  await mine.keyboard.press('Enter');
  await ben.messageOf('Which room?').getByRole('button', { name: 'One reply' }).click();
  await expect(ben.thread.getByText('The blue one', { exact: true })).toBeVisible();
  await theirs.keyboard.press('Escape');
  for (const [page, chat] of [
    [mine, ann],
    [theirs, ben],
  ] as const) {
    await chat.act('Which room?', 'Add reaction');
    await page.getByRole('combobox', { name: 'Search emoji' }).fill('thumbs up');
    await expect(page.getByRole('gridcell', { name: 'thumbs up' })).toBeVisible();
    await page.keyboard.press('Enter');
  }
  await ben.act('Which room?', 'Add reaction');
  await theirs.getByRole('combobox', { name: 'Search emoji' }).fill('eyes');
  await expect(theirs.getByRole('gridcell', { name: 'eyes', exact: true })).toBeVisible();
  await theirs.keyboard.press('Enter');
  await expect(ann.messageOf('Which room?').getByRole('button', { name: /reacted with 👀/ })).toHaveText(
    '👀1',
  );
  await ann.act('Which room?', 'Who reacted…');
  const reacted = mine.getByRole('dialog', { name: 'Reactions' });
  await expect(reacted.getByRole('region', { name: '👍' }).getByRole('listitem')).toHaveText(['Ann', 'Ben']);
  await expect(reacted.getByRole('region', { name: '👀' }).getByRole('listitem')).toHaveText(['Ben']);
  await lookAt(mine, info, 'chat-who-reacted');
  await mine.keyboard.press('Escape');

  // A mention while the other one looks elsewhere: counted, and marked when it is read.
  await theirs.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await ann.say('Coffee first, @Ben?');
  await ann.say('Or tea');
  await expect(theirs).toHaveTitle(/^\(2\)/);
  const tile = theirs.getByRole('button', { name: 'Open Workshop, 2 unread messages' });
  await expect(tile).toBeVisible();
  await ann.act('Or tea', 'Read by…');
  const readers = mine.getByRole('dialog', { name: 'Read by' });
  await expect(readers.getByText('Nobody else has read this yet.')).toBeVisible();
  await mine.keyboard.press('Escape');
  await tile.click();
  await expect(ben.log.locator('mark[data-mention=me]')).toHaveText('@Ben');
  await expect(theirs).toHaveTitle(/^Workshop/);
  // The title tells of it before the host has heard, and the dialog asks once.
  await expect(async () => {
    if (await readers.isVisible()) await mine.keyboard.press('Escape');
    await expect(readers).toBeHidden();
    await ann.act('Or tea', 'Read by…');
    await expect(readers.getByRole('listitem')).toHaveText(['Ben'], { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await lookAt(mine, info, 'chat-read-by');
  await mine.keyboard.press('Escape');

  // A poll, a pin, a deletion.
  await ben.composer.fill('/poll Drinks? | Coffee | Tea');
  await ben.composer.press('Enter');
  await ann.log.getByRole('button', { name: /^Tea/ }).click();
  await ben.log.getByRole('button', { name: /^Coffee/ }).click();
  await expect(ann.log.getByRole('button', { name: /^Coffee ?, one vote, 50/ })).toBeVisible();
  await expect(ben.log.getByRole('button', { name: /^Tea ?, one vote, 50/ })).toBeVisible();
  await ann.act('Coffee first', 'Pin to room');
  await ben.openPanel('Pinned messages');
  await expect(ben.panel('Pinned messages').getByText('Coffee first')).toBeVisible();
  await theirs.keyboard.press('Escape');
  await ann.act('Or tea', 'Delete');
  await expect(ben.log.getByText('Message deleted')).toBeVisible({ timeout: 15_000 });
  await expect(ben.messageOf('Or tea')).toBeHidden();
  await lookAt(theirs, info, 'chat-two-desktops');
});
