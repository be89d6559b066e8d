import { randomBytes } from 'node:crypto';
import { type ClientRequest, request as httpRequest } from 'node:http';
import { expect, it } from 'vitest';
import { createFakeClock } from './fake-clock.ts';
import { download, listBlobs, makePng, sendBytes, sum, upload } from './file-transfers.ts';
import { goOnUntil, HOUR, MINUTE } from './go-on-until.ts';
import { eventually, expectStatus, makeRoom, type Person, seat, startTestHost } from './test-host.ts';

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
  clock.advance(25 * HOUR);
  await goOnUntil(clock, MINUTE, async () => expect(await listBlobs(host)).toHaveLength(1));
  expect(await (await download(host, ann, `/api/files/${used.id}`)).text()).toBe('c');
});
