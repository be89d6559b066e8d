import { crc32, deflateSync } from 'node:zlib';
import { expect, test } from '../fixtures/app-test.ts';
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
