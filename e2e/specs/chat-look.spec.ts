import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';
import { waitForPart } from '../fixtures/wait-for-part.ts';
import { joinAtGate } from '../pages/gate.ts';

const CODE = '```ts\nexport function greet(name: string): string {\n  return name + 42 // kindly\n}\n```';
const TABLE = '| Day | Who | Hours |\n|:--|:-:|--:|\n| Monday | Ann | 4 |\n| Tuesday | Ben | 12 |';

test('every kind of message and the panels beside them, with people who are gone', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(300_000);
  const { desktop, page, ann, ben, code } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Workshop');
  const third = await openBrowser(`${desktop.url}/spaces/${code}`);
  await joinAtGate(third, { person: 'Cleopatra Philopator' });
  await expect(third.getByTestId('conversation')).toBeVisible();

  await ben.say('Good morning! Did everybody sleep well?');
  await ben.say('I have brought the plan for today, see https://example.org/plans/monday?page=2');
  await ann.act('Good morning!', 'Reply');
  await ann.say('Like a log, thank you');
  await ann.say('🎉👍');
  await ann.say(
    '# Plan\n1. **Bread** and _butter_\n2. ~~Coffee~~ Tea\n   - green\n   - black\n\n> Who is early eats first.',
  );
  await ben.say(CODE);
  await ben.say(TABLE);
  await ann.say('/me puts the kettle on');
  await ann.say('@Ben can you take the door? @here is everybody else');
  await ben.act('can you take the door?', 'Add reaction');
  const picker = ben.conversation.page();
  await picker.getByRole('combobox', { name: 'Search emoji' }).fill('thumbs up');
  await expect(picker.getByRole('gridcell', { name: 'thumbs up' })).toBeVisible();
  await picker.keyboard.press('Enter');
  await ben.act('can you take the door?', 'Reply in thread');
  await ben.thread.getByRole('textbox', { name: 'Message to this thread' }).fill('On my way');
  await picker.keyboard.press('Enter');
  await expect(ben.thread.getByText('On my way', { exact: true })).toBeVisible();
  await picker.keyboard.press('Escape');
  await ann.act('Like a log', 'Pin to room');
  await ann.act('Like a log', 'Save for myself');
  await ann.say('/topic Everything that a conversation can hold');
  await ben.say('مرحبا بالجميع، كيف حالكم اليوم؟');
  await ben.attach([
    {
      name: 'minutes of the last meeting.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.alloc(40_000, 'x'),
    },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('one\ntwo') },
  ]);
  await ben.say('The papers');
  await expect(ann.messageOf('The papers')).toBeVisible();
  await ann.composer.fill(
    '/poll Lunch? | Soup | A sandwich with a rather long name that needs two lines | Nothing',
  );
  await ann.composer.press('Enter');
  await ben.log.getByRole('button', { name: /^Soup/ }).click();
  await ann.say('never mind');
  // Only what the host has can be changed or deleted.
  await expect(ann.messageOf('never mind')).toHaveAttribute('data-delivery', 'stored');
  await ann.composer.press('ArrowUp');
  await expect(ann.composer).toHaveValue('never mind');
  await ann.composer.fill('never mind, found it');
  await ann.composer.press('Enter');
  await ben.say('wrong room');
  await expect(ben.messageOf('wrong room')).toHaveAttribute('data-delivery', 'stored');
  await ben.act('wrong room', 'Delete');
  await expect(ann.log.getByText('Message deleted')).toBeVisible({ timeout: 15_000 });
  await third.close();
  const people = page.getByRole('complementary', { name: /^People in / });
  await expect(people.getByText('Not here · 1')).toBeVisible({ timeout: 20_000 });
  await lookAt(page, info, 'look-lower');
  await ann.log.hover();
  await page.mouse.wheel(0, -700);
  await lookAt(page, info, 'look-middle');
  await page.mouse.wheel(0, -5_000);
  await lookAt(page, info, 'look-upper');
  await ann.openPanel('Saved messages');
  await expect(ann.panel('Saved messages').getByText('Like a log')).toBeVisible();
  await lookAt(page, info, 'look-saved');
  await ann.openPanel('Files');
  await expect(ann.panel('Files').getByText('notes.txt')).toBeVisible();
  await lookAt(page, info, 'look-files');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: /Show people/ }).click();
  await page.screenshot({ path: info.outputPath('look-people-drawer.png') });
});

test('a conversation whose host went: what waits, what failed, what cannot be loaded', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(180_000);
  const { desktop, ann, ben, guest } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Offline');
  await ann.say('Back in a minute');
  await expect(ben.messageOf('Back in a minute')).toBeVisible();
  // A guest's program comes from the host: what may be wanted next is fetched while the host is there.
  await waitForPart(guest, 'SearchPanel');
  await desktop.kill();
  await ben.composer.fill('Are you there?');
  await ben.composer.press('Enter');
  await ben.composer.fill('Hello?');
  await ben.composer.press('Enter');
  await expect(guest.getByText(/Reconnecting/).first()).toBeVisible({ timeout: 15_000 });
  await lookAt(guest, info, 'look-offline');
  await guest.getByRole('button', { name: 'Search', exact: true }).click();
  const panel = ben.panel('Search messages');
  await panel.getByRole('searchbox').fill('minute');
  await expect(panel.getByText('The host does not answer', { exact: false })).toBeVisible({
    timeout: 20_000,
  });
  await lookAt(guest, info, 'look-search-failed');
  // What was not fetched in time says so, and the rest of the screen stays.
  await guest.getByRole('button', { name: 'Settings', exact: true }).first().click();
  await expect(guest.getByText('This did not load.', { exact: false }).last()).toBeVisible();
  await expect(ben.messageOf('Hello?')).toBeVisible();
});
