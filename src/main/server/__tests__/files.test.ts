import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { type ClientRequest, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RoomFile } from '#shared/model/file.ts';
import { createFakeClock } from './fake-clock.ts';
import { type Answer, readAnswer } from './rest-client.ts';
import {
  eventually,
  expectStatus,
  makeRoom,
  type Person,
  seat,
  startTestHost,
  type TestHost,
} from './test-host.ts';

const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function sendBytes(
  host: TestHost,
  person: Person,
  {
    method,
    path,
    bytes,
    headers = {},
  }: {
    method: string;
    path: string;
    bytes?: Uint8Array;
    headers?: Record<string, string>;
  },
): Promise<Answer> {
  const response = await fetch(host.url + path, {
    method,
    headers: { authorization: `Bearer ${person.token}`, ...headers },
    ...(bytes && { body: Buffer.from(bytes) }),
  });
  return readAnswer(response);
}

async function upload(host: TestHost, person: Person, roomId: string, name: string, bytes: Uint8Array) {
  const path = `/api/rooms/${roomId}/files?name=${encodeURIComponent(name)}`;
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await sendBytes(host, person, { method: 'POST', path, bytes, headers });
  return expectStatus(answer, 201).body.file as RoomFile;
}

async function download(
  host: TestHost,
  person: Person | null,
  path: string,
  headers = {},
): Promise<Response> {
  return fetch(host.url + path, {
    headers: { ...(person && { authorization: `Bearer ${person.token}` }), ...headers },
  });
}

async function listBlobs(host: TestHost): Promise<string[]> {
  const names = await readdir(join(host.dataDir, 'files'), { recursive: true }).catch(() => []);
  return names.filter((name) => name.includes('/'));
}

function makePng(width: number, height: number): Buffer {
  const head = Buffer.alloc(40);
  head.write('\x89PNG\r\n\x1a\n', 0, 'latin1');
  head.writeUInt32BE(13, 8);
  head.write('IHDR', 12, 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}

/** 640 × 480, a comment, and one frame in the middle of it. */
const GIF = `GIF89a\x80\x02\xe0\x01\x00\x00\x00\x21\xfe\x02hi\x00\x2c${'\x08\x00'.repeat(4)}\x00`;

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

it('C13 an upload goes on where it broke off, also after the host was stopped', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann);
  const bytes = randomBytes(1_000_000);
  const draft = { name: 'big.bin', size: bytes.length, sha256: sum(bytes) };
  const { file } = expectStatus(await ann.post(`/api/rooms/${room.id}/files`, draft), 201).body;
  const put = (offset: number, part: Uint8Array, headers = {}) =>
    sendBytes(host, ann, {
      method: 'PUT',
      path: `/api/files/${file.id}/content?offset=${offset}`,
      bytes: part,
      headers,
    });
  const status = async () => expectStatus(await ann.get(`/api/files/${file.id}/status`), 200).body.file;

  expectStatus(await put(0, bytes.subarray(0, 300_000)), 200);
  const wrong = await put(10, bytes.subarray(10, 20));
  expect([wrong.errorCode, wrong.body.error.details.received]).toEqual(['CONFLICT', 300_000]);
  // A line that breaks in the middle of a part.
  const broken = await new Promise<ClientRequest>((resolve) => {
    const sending = httpRequest(`${host.url}/api/files/${file.id}/content?offset=300000`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${ann.token}`, 'content-length': 700_000 },
    });
    sending.on('error', () => {});
    sending.write(bytes.subarray(300_000, 500_000), () => resolve(sending));
  });
  await eventually(async () => {
    expect((await put(300_000, bytes.subarray(300_000, 300_000))).body.error.message).toContain(
      'Another part',
    );
  });
  broken.destroy();
  await eventually(async () => expect((await status()).received).toBe(500_000));
  await host.restart();

  const { received, isComplete } = await status();
  expect([received, isComplete]).toEqual([500_000, false]);
  const tooMuch = await put(received, Buffer.concat([bytes.subarray(received), Buffer.alloc(1)])).catch(
    () => null,
  );
  expect(tooMuch === null || tooMuch.errorCode === 'PAYLOAD_TOO_LARGE').toBe(true);
  const left = (await status()).received;
  const last = await put(left, bytes.subarray(left), {
    'content-range': `bytes ${left}-${bytes.length - 1}/${bytes.length}`,
  });
  expect(expectStatus(last, 200).body.file).toMatchObject({ isComplete: true, sha256: draft.sha256 });
  const back = await download(host, ann, `/api/files/${file.id}`);
  expect(sum(new Uint8Array(await back.arrayBuffer()))).toBe(draft.sha256);
});

it('C13 refuses damaged, too large and too many files, and files for rooms of others', async () => {
  const host = await startTestHost({
    limits: { fileBytes: 1_000, fileQuotaBytes: 2_500, unsentFiles: 3 } as never,
  });
  const [ann, out] = [await host.guest('Ann'), await host.guest('Out')];
  const room = await makeRoom(ann, { visibility: 'private' });
  const begin = (size: number, more = {}) =>
    ann.post(`/api/rooms/${room.id}/files`, { name: 'x', size, ...more });
  expect((await begin(1_001)).errorCode).toBe('PAYLOAD_TOO_LARGE');
  expect((await begin(-1)).errorCode).toBe('VALIDATION_FAILED');
  const { file } = expectStatus(await begin(4, { sha256: sum(Buffer.from('good')) }), 201).body;
  const path = `/api/files/${file.id}/content`;
  const damaged = await sendBytes(host, ann, { method: 'PUT', path, bytes: Buffer.from('evil') });
  expect([damaged.errorCode, damaged.body.error.details.received]).toEqual(['CONFLICT', 0]);
  const good = await sendBytes(host, ann, { method: 'PUT', path, bytes: Buffer.from('good') });
  expectStatus(good, 200);
  const other = await sendBytes(host, out, { method: 'PUT', path, bytes: Buffer.from('good') });
  expect(other.errorCode).toBe('NOT_FOUND');
  expectStatus(await begin(1_000), 201);
  expectStatus(await begin(1_000), 201);
  expect((await begin(1)).errorCode).toBe('CONFLICT');
  expectStatus(await ann.delete(`/api/files/${file.id}`), 200);
  expect((await begin(900)).errorCode).toBe('STORAGE_FULL');
  const foreign = await out.post(`/api/rooms/${room.id}/files`, { name: 'x', size: 1 });
  expect(foreign.errorCode).toBe('ROOM_NOT_FOUND');
  const empty = await begin(0);
  expect(empty.body.file).toMatchObject({ isComplete: true, size: 0 });
});

it('C13 names are made safe, types come from the content, and nothing dangerous is shown', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann);
  const names: Record<string, string> = {
    '../../etc/passwd': 'passwd',
    'C:\\Windows\\x.exe': 'x.exe',
    'photo\u202egpj.exe': 'photogpj.exe',
    'CON.txt': '_CON.txt',
    '.bashrc': 'bashrc',
    'a\u0000b\r\nSet-Cookie: x': 'abSet-Cookie_ x',
    '..': 'file',
    'end. . ': 'end',
    '"><img src=x onerror=alert(1)>.png': '___img src=x onerror=alert(1)_.png',
    [`${'ä'.repeat(300)}.pdf`]: `${'ä'.repeat(87)}.pdf`,
  };
  for (const [given, safe] of Object.entries(names)) {
    const file = await upload(host, ann, room.id, given, Buffer.from('x'));
    if (safe.startsWith('ää')) expect(file.name).toMatch(/^ä{50,98}\.pdf$/);
    else expect(file.name).toBe(safe);
    const answer = await download(host, ann, `/api/files/${file.id}`);
    expect(answer.headers.get('content-disposition')).toContain(`filename*=UTF-8''`);
    expect(answer.headers.get('set-cookie')).toBeNull();
  }
  const html = '<!doctype html><script>alert(1)</script>';
  const contents: [string, Buffer, string, string][] = [
    ['page.png', Buffer.from(html), 'text/html', 'application/octet-stream'],
    ['x.txt', Buffer.from('<svg xmlns="a" onload="x">'), 'image/svg+xml', 'application/octet-stream'],
    ['x.html', Buffer.from('plain words, \u00fc'), 'text/plain', 'text/plain; charset=utf-8'],
    ['x.png', makePng(640, 480), 'image/png', 'image/png'],
    ['bomb.png', makePng(60_000, 60_000), 'application/octet-stream', 'application/octet-stream'],
    ['x.jpg', Buffer.from('%PDF-1.7'), 'application/pdf', 'application/octet-stream'],
    ['gifar', Buffer.from(`${GIF}PK\x03\x04`, 'latin1'), 'image/gif', 'image/gif'],
  ];
  for (const [name, bytes, contentType, served] of contents) {
    const file = await upload(host, ann, room.id, name, bytes);
    expect([name, file.contentType]).toEqual([name, contentType]);
    const answer = await download(host, ann, `/api/files/${file.id}`);
    expect([name, answer.headers.get('content-type')]).toEqual([name, served]);
    const isInline = answer.headers.get('content-disposition')?.startsWith('inline');
    expect(isInline).toBe(served !== 'application/octet-stream');
    expect([file.kind, file.width]).toEqual(
      contentType.startsWith('image/') && contentType !== 'image/svg+xml' ? ['image', 640] : ['file', null],
    );
  }
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

it('C13 files go with their room, and what was never sent goes after a day', async () => {
  const clock = createFakeClock();
  const host = await startTestHost({}, { clock });
  const ann = await host.guest('Ann');
  const [room, kept] = [await makeRoom(ann), await makeRoom(ann, { name: 'Kept', life: 'kept' })];
  const sent = await upload(host, ann, room.id, 'a', Buffer.from('a'));
  expectStatus(await ann.post(`/api/rooms/${room.id}/messages`, { content: 'a', fileIds: [sent.id] }), 201);
  await upload(host, ann, kept.id, 'unsent', Buffer.from('b'));
  const used = await upload(host, ann, kept.id, 'used', Buffer.from('c'));
  expectStatus(await ann.post(`/api/rooms/${kept.id}/messages`, { content: 'c', fileIds: [used.id] }), 201);
  expectStatus(await ann.delete(`/api/rooms/${room.id}`), 200);
  await eventually(async () => expect(await listBlobs(host)).toHaveLength(2));
  clock.advance(25 * 3_600_000);
  await eventually(async () => expect(await listBlobs(host)).toHaveLength(1));
  expect(await (await download(host, ann, `/api/files/${used.id}`)).text()).toBe('c');
});

it('C13 who was thrown out or muted sends no further part, and what was given up leaves no byte', async () => {
  const host = await startTestHost();
  const [ann, eve, bob] = [await host.guest('Ann'), await host.guest('Eve'), await host.guest('Bob')];
  const room = await makeRoom(ann);
  const base = `/api/rooms/${room.id}`;
  const begin = async (person: Person) => {
    const made = await person.post(`${base}/files`, { name: 'x', size: 8 });
    return expectStatus(made, 201).body.file.id as string;
  };
  const put = (person: Person, id: string, offset: number, text: string) =>
    sendBytes(host, person, {
      method: 'PUT',
      path: `/api/files/${id}/content?offset=${offset}`,
      bytes: Buffer.from(text),
    });
  for (const person of [eve, bob]) await seat(room, person);
  const [byEve, byBob] = [await begin(eve), await begin(bob)];
  expectStatus(await put(eve, byEve, 0, '0123'), 200);
  expectStatus(await put(bob, byBob, 0, '0123'), 200);
  expectStatus(await ann.patch(`${base}/members/${bob.id}`, { muted: true }), 200);
  expect((await put(bob, byBob, 4, '4567')).errorCode).toBe('MUTED');
  expectStatus(await ann.post(`${base}/bans`, { userId: eve.id, reason: 'spam' }), 201);
  expect((await put(eve, byEve, 4, '4567')).errorCode).toBe('NOT_A_MEMBER');
  const thumbnail = { method: 'PUT', path: `/api/files/${byEve}/thumbnail`, bytes: makePng(8, 8) };
  expect((await sendBytes(host, eve, thumbnail)).errorCode).toBe('NOT_A_MEMBER');

  // Given up while a part is on its way: the host may neither keep nor finish it.
  const byAnn = await begin(ann);
  const sending = httpRequest(`${host.url}/api/files/${byAnn}/content`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${ann.token}`, 'content-length': 8 },
  });
  const answered = new Promise<number>((resolve) => {
    sending.on('response', (answer) => resolve(answer.resume().statusCode ?? 0));
  });
  sending.write('0123');
  await eventually(async () => {
    const { file } = (await ann.get(`/api/files/${byAnn}/status`)).body;
    const second = await put(ann, byAnn, file.received, '');
    expect(second.body.error?.message).toContain('Another part');
  });
  for (const [person, id] of [
    [ann, byAnn],
    [eve, byEve],
    [bob, byBob],
  ] as const) {
    expectStatus(await person.delete(`/api/files/${id}`), 200);
  }
  sending.end('4567');
  expect(await answered).toBe(404);
  await eventually(async () => expect(await listBlobs(host)).toEqual([]));
});
