import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createFakeClock } from './fake-clock.ts';
import { download, listBlobs, makePng, sendBytes, sum, upload } from './file-transfers.ts';
import { eventually, expectStatus, makeRoom, seat, startTestHost } from './test-host.ts';

it('C13 a file goes up whole, is sent with a message, and comes down as it was', async () => {
  const host = await startTestHost();
  const [ann, ben, out] = [await host.guest('Ann'), await host.guest('Ben'), await host.guest('Out')];
  const room = await makeRoom(ann);
  await seat(room, ben);
  const bytes = randomBytes(3_000_000);
  const file = await upload(host, ann, room.id, 'data.bin', bytes);
  expect(file).toMatchObject({ size: bytes.length, received: bytes.length, isComplete: true, kind: 'file' });
  expect(file.sha256).toBe(sum(bytes));
  expect((await download(host, ben, `/api/files/${file.id}`)).status).toBe(404);

  const draft = { messageType: 'file', content: '', fileIds: [file.id], clientId: 'once' };
  const { message } = expectStatus(await ann.post(`/api/rooms/${room.id}/messages`, draft), 201).body;
  expect(message.attachments).toEqual([
    {
      id: file.id,
      name: 'data.bin',
      kind: 'file',
      contentType: 'application/octet-stream',
      size: bytes.length,
      sha256: file.sha256,
    },
  ]);
  const repeated = expectStatus(await ann.post(`/api/rooms/${room.id}/messages`, draft), 200).body;
  expect(repeated.message.id).toBe(message.id);
  const again = await ann.post(`/api/rooms/${room.id}/messages`, { ...draft, clientId: 'twice' });
  expect(again.errorCode).toBe('NOT_FOUND');

  const whole = await download(host, ben, `/api/files/${file.id}`);
  expect(whole.headers.get('content-disposition')).toContain('attachment');
  expect(whole.headers.get('content-security-policy')).toContain('sandbox');
  expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
  expect(sum(new Uint8Array(await whole.arrayBuffer()))).toBe(file.sha256);
  expect((await download(host, out, `/api/files/${file.id}`)).status).toBe(404);
  expect((await download(host, null, `/api/files/${file.id}`)).status).toBe(401);

  const { files } = expectStatus(await ben.get(`/api/rooms/${room.id}/files`), 200).body;
  expect(files).toMatchObject([{ id: file.id, messageId: message.id, displayName: 'Ann' }]);
  expect((await ben.get(`/api/rooms/${room.id}/files?kind=image`)).body.files).toEqual([]);
  expect((await ben.get('/api/search?q=data')).body.hits).toHaveLength(1);
  expect((await ben.get('/api/search?q=has:file')).body.hits).toHaveLength(1);
  expectStatus(await ann.delete(`/api/messages/${message.id}`), 200);
  expect((await download(host, ben, `/api/files/${file.id}`)).status).toBe(404);
  await eventually(async () => expect(await listBlobs(host)).toEqual([]));
});

it('C13 answers ranges, links that run out, and thumbnails', async () => {
  const clock = createFakeClock();
  const host = await startTestHost({}, { clock });
  const [ann, ben] = [await host.guest('Ann'), await host.guest('Ben')];
  const room = await makeRoom(ann);
  await seat(room, ben);
  const file = await upload(host, ann, room.id, 'words.txt', Buffer.from('0123456789'));
  const path = `/api/files/${file.id}`;
  const ranges: [string, number, string, string | null][] = [
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=0-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=4-2', 200, '0123456789', null],
    ['bytes=0-1,3-4', 200, '0123456789', null],
    ['lines=1-2', 200, '0123456789', null],
  ];
  for (const [range, status, body, contentRange] of ranges) {
    const answer = await download(host, ann, path, { range });
    expect([range, answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual([
      range,
      status,
      body,
      contentRange,
    ]);
  }
  const etag = (await download(host, ann, path)).headers.get('etag') ?? '';
  expect((await download(host, ann, path, { 'if-none-match': etag })).status).toBe(304);
  expect((await download(host, ann, path, { range: 'bytes=1-1', 'if-range': '"other"' })).status).toBe(200);

  const thumbnail = { method: 'PUT', path: `${path}/thumbnail` };
  for (const bytes of [Buffer.from('no picture'), makePng(5_000, 10), Buffer.alloc(70_000)]) {
    const refused = await sendBytes(host, ann, { ...thumbnail, bytes }).catch(() => null);
    expect(refused?.status ?? 413).toBeGreaterThanOrEqual(400);
  }
  const set = await sendBytes(host, ann, { ...thumbnail, bytes: makePng(64, 64) });
  expect(expectStatus(set, 200).body.file.hasThumbnail).toBe(true);
  const sent = await ann.post(`/api/rooms/${room.id}/messages`, { content: 'see', fileIds: [file.id] });
  expect(expectStatus(sent, 201).body.message.attachments[0].hasThumbnail).toBe(true);
  const small = await download(host, ben, `${path}/thumbnail`);
  expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/png']);

  const { url } = expectStatus(await ben.post(`${path}/link`), 200).body;
  expect(await (await download(host, null, url)).text()).toBe('0123456789');
  expect((await download(host, null, url.replace(file.id, 'other'))).status).toBe(401);
  expect((await download(host, null, url.replace(ben.id, ann.id))).status).toBe(401);
  expectStatus(await ben.post(`/api/rooms/${room.id}/leave`), 200);
  expect((await download(host, null, url)).status).toBe(404);
  await seat(room, ben);
  clock.advance(16 * 60_000);
  expect((await download(host, null, url)).status).toBe(401);
});
