import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';

/** A picture as a camera would make one, drawn by the browser itself. */
async function drawPicture(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [900, 600];
    const paper = canvas.getContext('2d');
    const colours = paper?.createLinearGradient(0, 0, 900, 600);
    colours?.addColorStop(0, '#f80');
    colours?.addColorStop(1, '#08f');
    if (paper && colours) paper.fillStyle = colours;
    paper?.fillRect(0, 0, 900, 600);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  return Buffer.from(base64, 'base64');
}

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
  await ann.say('Here they are');
  const message = ben.messageOf('Here they are');
  await expect(message.getByRole('img', { name: 'sunset.png' })).toBeVisible();
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
  await panel.getByRole('button', { name: 'Pictures' }).click();
  await expect(panel.getByRole('img', { name: 'sunset.png' })).toBeVisible();
  await expect(panel.getByText('data.bin')).toBeHidden();
  await lookAt(page, info, 'chat-gallery');
});

test('C13 C1: dropped and pasted files, a long paste, pause and removal', async ({
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
});

test('C13: an upload survives the host’s restart', async ({ launchDesktop, openBrowser }) => {
  test.setTimeout(120_000);
  const { desktop, guest, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Restarting');
  // Held back by the browser, so that the host can go away in the middle.
  let isHeld = true;
  await guest.route('**/api/files/*/content*', async (route) => {
    if (isHeld && !route.request().url().endsWith('offset=0')) return route.abort();
    return route.continue();
  });
  await ben.attach([
    { name: 'big.bin', mimeType: 'application/octet-stream', buffer: randomBytes(12_000_000) },
  ]);
  await expect(ben.conversation.getByText(/of 12 MB/)).toBeVisible();
  await desktop.close();
  const again = await launchDesktop({ again: desktop });
  await expect(again.page.getByRole('main')).toBeVisible();
  isHeld = false;
  await expect(ben.conversation.locator('[data-upload-state=done]')).toBeVisible({ timeout: 60_000 });
  await ben.say('It is all there');
  await expect(ben.messageOf('It is all there').getByRole('button', { name: 'Save big.bin' })).toBeVisible();
});

test('V9: a voice message is recorded, sent and played', async ({ launchDesktop, openBrowser }, info) => {
  test.setTimeout(120_000);
  const { page, guest, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Speaking');
  await guest.context().grantPermissions(['microphone']);
  await guest.getByRole('button', { name: 'Add to the message' }).click();
  await guest.getByRole('menuitem', { name: 'Record a voice message' }).click();
  const recorder = guest.getByRole('region', { name: 'Recording…' });
  await expect(recorder.getByRole('button', { name: 'Send voice message' })).toBeFocused();
  await expect(recorder.getByText('0:02')).toBeVisible();
  await recorder.getByRole('button', { name: 'Throw away' }).click();
  await expect(ben.composer).toBeVisible();

  await guest.getByRole('button', { name: 'Add to the message' }).click();
  await guest.getByRole('menuitem', { name: 'Record a voice message' }).click();
  await expect(recorder.getByText('0:02')).toBeVisible();
  await recorder.getByRole('button', { name: 'Send voice message' }).click();
  await expect(ann.log.getByRole('slider', { name: 'Position' })).toBeVisible();
  await lookAt(page, info, 'chat-voice');
  await ann.log.getByRole('button', { name: 'Speed 1×' }).click();
  await ann.log.getByRole('button', { name: 'Play' }).click();
  await expect(ann.log.getByRole('button', { name: 'Speed 1.5×' })).toBeVisible();
});

/** A picture of one colour: some kilobytes that unpack to width × height pixels. */
function packPicture(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head[8] = 1; // one bit a pixel, black or white
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height));
  const sign = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([sign, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

test('C13: pictures that are bombs change nothing but their own bubble', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  const { page, guest, ben, ann, desktop, code } = await openRoomOfTwo(
    { launchDesktop, openBrowser },
    'Bombs',
  );
  const call = async (path: string, token: string | null, body?: object | Buffer) => {
    const answer = await fetch(desktop.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        connection: 'close',
        'content-type': Buffer.isBuffer(body) ? 'image/png' : 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && {
        body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body),
      }),
    });
    return (await answer.json()) as { token: string; room: { id: string }; file: { id: string } };
  };
  const { token } = await call('/api/auth/guest', null, { displayName: 'Eve' });
  const { room } = await call(`/api/rooms/code/${code}`, token);
  await call(`/api/rooms/${room.id}/join`, token, {});
  const fileIds: string[] = [];
  for (const [name, width, height] of [
    ['endless.png', 65_000, 2_000],
    ['huge.png', 7_400, 8_000],
    ['lamp.png', 64, 64],
  ] as const) {
    const path = `/api/rooms/${room.id}/files?name=${name}`;
    fileIds.push((await call(path, token, packPicture(width, height))).file.id);
  }
  await call(`/api/rooms/${room.id}/messages`, token, { content: 'Look at these', fileIds });
  for (const chat of [ann, ben]) {
    const message = chat.messageOf('Look at these');
    // Beyond all measure it is a file; large it is a picture that nobody draws unasked; small it is shown.
    await expect(message.getByRole('button', { name: 'Save endless.png' })).toBeVisible();
    await expect(message.getByRole('button', { name: 'View huge.png' })).toContainText('huge.png');
    await expect(message.getByRole('img')).toHaveCount(1);
    await expect(message.getByRole('img', { name: 'lamp.png' })).toBeVisible();
  }
  await ben.say('Still here');
  await expect(ann.messageOf('Still here')).toBeVisible();
  await lookAt(guest, info, 'chat-bombs');
  await expect(page.getByRole('alert')).toHaveCount(0);
});
