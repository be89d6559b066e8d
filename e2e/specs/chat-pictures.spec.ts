import { crc32, deflateSync } from 'node:zlib';
import { expect, test } from '../fixtures/app-test.ts';
import { drawPicture } from '../fixtures/draw-picture.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';

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

test('C13: a picture takes its place before it is there, comes as a small one, and is looked at by keys', async ({
  launchDesktop,
  openBrowser,
}) => {
  test.setTimeout(120_000);
  const { guest, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Pictures');
  const asked: string[] = [];
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await guest.route('**/api/files/**', async (route) => {
    asked.push(new URL(route.request().url()).pathname.replace(/[^/]+(?=\/thumbnail$)/, ':id'));
    await released;
    await route.continue();
  });
  const picture = await drawPicture(guest);
  await ann.attach(
    ['first.png', 'second.png'].map((name) => ({ name, mimeType: 'image/png', buffer: picture })),
  );
  await expect(ann.conversation.locator('[data-upload-state=done]')).toHaveCount(2, { timeout: 30_000 });
  await ann.say('Two of them');
  await ann.say('Below the pictures');

  const places = [
    ben.messageOf('Below the pictures'),
    ...['first.png', 'second.png'].map((name) => ben.log.getByRole('button', { name: `View ${name}` })),
  ];
  const measure = () => Promise.all(places.map((place) => place.boundingBox()));
  for (const place of places) await expect(place).toBeInViewport();
  await expect.poll(() => asked).toEqual(['/api/files/:id/thumbnail', '/api/files/:id/thumbnail']);
  await expect(ben.messageOf('Two of them').getByRole('img')).toHaveCount(0);
  const before = await measure();
  release();
  const shown = ben.messageOf('Two of them').getByRole('img', { name: 'first.png' });
  const sizeOf = (image: Element) => [
    (image as HTMLImageElement).naturalWidth,
    (image as HTMLImageElement).naturalHeight,
  ];
  await expect.poll(() => shown.evaluate(sizeOf)).toEqual([480, 320]);
  await expect(ben.messageOf('Two of them').getByRole('img')).toHaveCount(2);
  expect(await measure()).toEqual(before);

  await ben.log.getByRole('button', { name: 'View first.png' }).focus();
  await guest.keyboard.press('Enter');
  const viewer = (name: string) => guest.getByRole('dialog', { name });
  await expect(viewer('first.png, picture 1 of 2').getByRole('img')).toBeVisible();
  await guest.keyboard.press('ArrowRight');
  await expect(viewer('second.png, picture 2 of 2').getByRole('img')).toBeVisible();
  await guest.keyboard.press('ArrowRight');
  await expect(viewer('second.png, picture 2 of 2')).toBeVisible();
  await guest.keyboard.press('Space');
  await expect(guest.getByRole('button', { name: 'Fit to the window' })).toBeVisible();
  await guest.keyboard.press('Space');
  await expect(guest.getByRole('button', { name: 'Full size' })).toBeVisible();
  await guest.keyboard.press('ArrowLeft');
  await expect(viewer('first.png, picture 1 of 2').getByRole('img')).toBeVisible();
  await guest.keyboard.press('Escape');
  await expect(guest.getByRole('dialog')).toHaveCount(0);
  await expect(ben.log.getByRole('button', { name: 'View first.png' })).toBeFocused();
});
