import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';
import { expectSaved, holdUploads } from '../fixtures/uploads.ts';
import { openChat } from '../pages/chat.ts';

test('C13: an upload goes on after the sender’s page was gone, and its message is posted', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { guest, ann, ben, page, code, desktop } = await openRoomOfTwo(
    { launchDesktop, openBrowser },
    'Again',
  );
  const bytes = randomBytes(6_000_000);
  await holdUploads(guest);
  const [worker] = await Promise.all([
    guest.waitForEvent('worker'),
    ben.attach([{ name: 'big.bin', mimeType: 'application/octet-stream', buffer: bytes }]),
  ]);
  expect(worker.url()).toContain('hash-worker');
  await expect(ben.conversation.getByText('1 MB of 6 MB')).toBeVisible();
  await ben.say('With my file');
  await expect(ben.conversation.getByText('Waits for its files')).toBeVisible();
  await lookAt(guest, info, 'chat-upload-queued');
  await guest.close({ runBeforeUnload: false });

  const next = await guest.context().newPage();
  const asked: string[] = [];
  next.on('request', (request) => {
    if (request.method() === 'PUT') asked.push(request.url());
  });
  await next.goto(`${desktop.url}/spaces/${code}`);
  const message = ann.messageOf('With my file');
  await expect(message.getByRole('button', { name: 'Save big.bin' })).toBeVisible({ timeout: 20_000 });
  // It went on where the host had it.
  expect(asked[0]).toMatch(/offset=\d{7}$/);
  await expect(openChat(next).conversation.locator('[data-upload-state]')).toHaveCount(0);
  await expectSaved(next, 'big.bin', bytes);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('C13: paused, it stands still; resumed, it arrives whole; removed, it leaves nothing on the host', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { guest, ann, ben, desktop } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Pausing');
  const bytes = randomBytes(8_000_000);
  // A slow line: every part takes its time.
  const parts: (() => void)[] = [];
  await guest.route('**/api/files/*/content*', async (route) => {
    await new Promise<void>((resolve) => parts.push(resolve));
    await route.continue().catch(() => undefined);
  });
  const letOneThrough = async () => {
    await expect.poll(() => parts.length).toBeGreaterThan(0);
    parts.shift()?.();
  };
  const chip = ben.conversation.locator('[data-upload-state]');
  const blobs = async () => {
    const names = await readdir(join(desktop.folder, 'host', 'files'), { recursive: true }).catch(() => []);
    return names.filter((name) => name.includes('/'));
  };
  await ben.attach([{ name: 'slow.bin', mimeType: 'application/octet-stream', buffer: bytes }]);
  await letOneThrough();
  await expect(ben.conversation.getByText('1 MB of 8 MB')).toBeVisible();
  // The next part is under way before anybody presses: paused earlier, none would come.
  await expect.poll(() => parts.length).toBe(1);
  await guest.getByRole('button', { name: 'Pause slow.bin' }).click();
  await expect(chip).toHaveAttribute('data-upload-state', 'paused');
  await letOneThrough();
  await expect(ben.conversation.getByText('Paused at 13 %')).toBeVisible();
  expect(parts).toEqual([]);
  expect(await blobs()).toHaveLength(1);
  await lookAt(guest, info, 'chat-upload-paused');

  await guest.getByRole('button', { name: 'Go on with slow.bin' }).click();
  await letOneThrough();
  await guest.unroute('**/api/files/*/content*');
  for (const go of parts) go();
  await expect(chip).toHaveAttribute('data-upload-state', 'done');
  await ben.say('After the pause');
  await expect(ann.messageOf('After the pause').getByRole('button', { name: 'Save slow.bin' })).toBeVisible();
  await expectSaved(guest, 'slow.bin', bytes);

  await holdUploads(guest);
  await ben.attach([{ name: 'never.bin', mimeType: 'application/octet-stream', buffer: bytes }]);
  await expect(ben.conversation.getByText('1 MB of 8 MB')).toBeVisible();
  expect(await blobs()).toHaveLength(2);
  await guest.getByRole('button', { name: 'Remove never.bin' }).click();
  await expect(chip).toHaveCount(0);
  await expect.poll(blobs).toHaveLength(1);
});

test('C13: a refused upload says why, can be tried again, and a message waits for it', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { guest, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Refused');
  const error = { code: 'STORAGE_FULL', message: 'The host has no room for that file.' };
  await guest.route('**/api/rooms/*/files', (route) =>
    route.fulfill({ status: 507, json: { success: false, error } }),
  );
  await ben.attach([{ name: 'full.bin', mimeType: 'application/octet-stream', buffer: randomBytes(10_000) }]);
  await expect(ben.conversation.locator('[data-upload-state=failed]')).toBeVisible();
  await ben.say('When there is room');
  const waiting = ben.conversation.getByRole('list', { name: 'Messages that wait for their files' });
  await expect(waiting.getByText('When there is room')).toBeVisible();
  await lookAt(guest, info, 'chat-upload-failed');
  await ben.say('Old words');
  await expect(ann.messageOf('Old words')).toBeVisible();
  await expect(async () => {
    await ben.composer.press('ArrowUp');
    await expect(ben.composer).toHaveValue('Old words', { timeout: 500 });
  }).toPass();
  await waiting.getByRole('button', { name: 'Take back' }).click();
  // The old message is still being changed; what was taken back comes after it.
  await expect(ben.composer).toHaveValue('Old words');
  await ben.composer.press('Escape');
  await expect(ben.composer).toHaveValue('When there is room');
  await ben.composer.press('Enter');
  await guest.unroute('**/api/rooms/*/files');
  await waiting.getByRole('button', { name: 'Try full.bin again' }).click();
  const message = ann.messageOf('When there is room');
  await expect(message.getByRole('button', { name: 'Save full.bin' })).toBeVisible();
});

test('C13: too large to be kept, a file is asked for again and goes on', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { guest, ann, ben, code, desktop } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Large');
  const bytes = randomBytes(6_000_000);
  await holdUploads(guest);
  await ben.attach([{ name: 'large.bin', mimeType: 'application/octet-stream', buffer: bytes }]);
  await expect(ben.conversation.getByText('1 MB of 6 MB')).toBeVisible();
  await guest.close({ runBeforeUnload: false });
  const next = await guest.context().newPage();
  // As a larger file is remembered: all but its bytes.
  await next.goto(`${desktop.url}/api/health`);
  await next.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('spaces-uploads');
        opening.onsuccess = () => {
          const records = opening.result.transaction('records', 'readwrite').objectStore('records');
          records.delete(IDBKeyRange.bound('bytes/', 'bytes/~')).onsuccess = () => resolve();
        };
      }),
  );
  await next.goto(`${desktop.url}/spaces/${code}`);
  const again = openChat(next);
  await expect(again.conversation.getByText('Choose it again')).toBeVisible();
  await lookAt(next, info, 'chat-upload-missing');
  const choose = async (buffer: Buffer) => {
    const [chooser] = await Promise.all([
      next.waitForEvent('filechooser'),
      next.getByRole('button', { name: 'Choose large.bin again' }).click(),
    ]);
    await chooser.setFiles([{ name: 'large.bin', mimeType: 'application/octet-stream', buffer }]);
  };
  await choose(bytes.subarray(1));
  await expect(next.getByRole('status').filter({ hasText: 'That is not the same file' })).toHaveCount(1);
  await choose(bytes);
  await expect(again.conversation.locator('[data-upload-state=done]')).toBeVisible({ timeout: 20_000 });
  await again.say('Chosen again');
  await expect(ann.messageOf('Chosen again').getByRole('button', { name: 'Save large.bin' })).toBeVisible();
  await expectSaved(next, 'large.bin', bytes);
});

test('C13: an upload survives the host’s restart', async ({ launchDesktop, openBrowser }) => {
  test.setTimeout(120_000);
  const { desktop, guest, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Restarting');
  // Held back by the browser, so that the host can go away in the middle.
  const uploads = await holdUploads(guest);
  await ben.attach([
    { name: 'big.bin', mimeType: 'application/octet-stream', buffer: randomBytes(12_000_000) },
  ]);
  await expect(ben.conversation.getByText(/of 12 MB/)).toBeVisible();
  await desktop.close();
  const again = await launchDesktop({ again: desktop });
  await expect(again.page.getByRole('main')).toBeVisible();
  uploads.release();
  await expect(ben.conversation.locator('[data-upload-state=done]')).toBeVisible({ timeout: 60_000 });
  await ben.say('It is all there');
  await expect(ben.messageOf('It is all there').getByRole('button', { name: 'Save big.bin' })).toBeVisible();
});
