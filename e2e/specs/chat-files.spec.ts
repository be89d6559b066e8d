import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures/app-test.ts';
import { drawPicture } from '../fixtures/draw-picture.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';

test('C13: pictures and files are sent, looked at, listed and saved whole', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(150_000);
  const { page, guest, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Files');
  const picture = await drawPicture(guest);
  const data = randomBytes(9_000_000);
  const [worker] = await Promise.all([
    page.waitForEvent('worker'),
    ann.attach([
      { name: 'sunset.png', mimeType: 'image/png', buffer: picture },
      { name: 'data.bin', mimeType: 'application/octet-stream', buffer: data },
    ]),
  ]);
  // Beside the page, which has to stay quick.
  expect(worker.url()).toContain('hash-worker');
  const tray = page.getByRole('list', { name: 'Files for this message' });
  await expect(tray.getByRole('listitem').filter({ hasText: 'sunset.png' }).locator('img')).toBeVisible();
  await lookAt(page, info, 'chat-tray');
  await ann.say('Here they are');
  const message = ben.messageOf('Here they are');
  // Nine megabytes on a busy machine.
  await expect(message.getByRole('img', { name: 'sunset.png' })).toBeVisible({ timeout: 30_000 });
  await lookAt(guest, info, 'chat-files');

  const [download] = await Promise.all([
    guest.waitForEvent('download'),
    message.getByRole('button', { name: 'Save data.bin' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('data.bin');
  const saved = await readFile(await download.path());
  expect(createHash('sha256').update(saved).digest('hex')).toBe(
    createHash('sha256').update(data).digest('hex'),
  );

  await message.getByRole('button', { name: 'View sunset.png' }).click();
  await expect(guest.getByRole('dialog', { name: /^sunset\.png/ }).getByRole('img')).toBeVisible();
  await lookAt(guest, info, 'chat-viewer');
  await guest.keyboard.press('Escape');
  await expect(guest.getByRole('dialog', { name: /^sunset\.png/ })).toBeHidden();

  await ann.openPanel('Files');
  const panel = ann.panel('Files');
  await expect(panel.getByText('data.bin')).toBeVisible();
  await expect(panel.getByRole('listitem').filter({ hasText: 'sunset.png' }).locator('img')).toBeVisible();
  await lookAt(page, info, 'chat-file-list');
  await panel.getByRole('button', { name: 'Pictures' }).click();
  await expect(panel.getByRole('img', { name: 'sunset.png' })).toBeVisible();
  await expect(panel.getByText('data.bin')).toBeHidden();
  await lookAt(page, info, 'chat-gallery');
});

test('C13 C1: files dropped and pasted, a long paste as a file, and one taken away again', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { guest, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Dropping');
  await ben.conversation.locator('> div').evaluate((zone) => {
    const data = new DataTransfer();
    data.items.add(new File(['dropped'], 'dropped.txt', { type: 'text/plain' }));
    zone.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  const chips = ben.conversation.getByRole('list', { name: 'Files for this message' });
  await expect(chips.getByText('dropped.txt')).toBeVisible();
  await ben.composer.evaluate((field) => {
    const data = new DataTransfer();
    data.items.add(new File(['pasted'], 'pasted.csv', { type: 'text/csv' }));
    field.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(chips.getByText('pasted.csv')).toBeVisible();
  await ben.composer.evaluate((field) => {
    const data = new DataTransfer();
    data.setData('text/plain', 'long '.repeat(5_000));
    field.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(chips.getByText('pasted-text.txt')).toBeVisible();
  await expect(ben.composer).toHaveValue('');
  await guest.getByRole('button', { name: 'Remove dropped.txt' }).click();
  await expect(chips.getByText('dropped.txt')).toBeHidden();
  await ben.composer.focus();
  await guest.keyboard.press('Enter');
  await expect(ann.log.getByRole('button', { name: 'Save pasted-text.txt' })).toBeVisible();
  await expect(ann.log.getByRole('button', { name: 'Save pasted.csv' })).toBeVisible();
  await expect(ann.log.getByRole('button', { name: 'Save dropped.txt' })).toHaveCount(0);
});
