import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { listBlobs } from './file-transfers.ts';
import { startHeadless } from './headless-host.ts';
import { createRestClient, readAnswer } from './rest-client.ts';
import { listAll } from './talking-room.ts';
import { eventually, expectStatus, makeDataDir } from './test-host.ts';

async function sendFile(url: string, token: string, roomId: string) {
  const bytes = randomBytes(100_000);
  const response = await fetch(`${url}/api/rooms/${roomId}/files?name=a.bin`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: bytes,
  });
  const { file } = (await readAnswer(response)).body;
  const ann = createRestClient(() => url, token);
  const message = { content: '', messageType: 'file', fileIds: [file.id] };
  expectStatus(await ann.post(`/api/rooms/${roomId}/messages`, message), 201);
  return { id: file.id as string, roomId, bytes };
}

it('C2 kill -9 amid 1,000 sends: what was acknowledged is there, once, and seq has no gap', async () => {
  const dataDir = await makeDataDir();
  const { host, url } = await startHeadless(dataDir);
  const visitor = createRestClient(() => url, null);
  const { token } = expectStatus(await visitor.post('/api/auth/guest', { displayName: 'Ann' }), 201).body;
  const ann = createRestClient(() => url, token);
  const { room } = expectStatus(await ann.post('/api/rooms', { name: 'Log' }), 201).body;

  const acknowledged = new Map<string, Message>();
  let next = 0;
  async function sendOneAfterAnother(): Promise<void> {
    while (next < 1_000) {
      const clientId = `send-${next++}`;
      const answer = await ann.post(`/api/rooms/${room.id}/messages`, { content: clientId, clientId });
      acknowledged.set(clientId, expectStatus(answer, 201).body.message);
      if (acknowledged.size === 400) host.kill('SIGKILL');
    }
  }
  const senders = await Promise.allSettled(Array.from({ length: 16 }, sendOneAfterAnother));
  expect(senders.some((sender) => sender.status === 'rejected')).toBe(true);
  if (host.signalCode === null) await once(host, 'exit');
  expect(host.signalCode).toBe('SIGKILL');
  expect(acknowledged.size).toBeGreaterThanOrEqual(400);

  const second = await startHeadless(dataDir);
  const annAgain = createRestClient(() => second.url, token);
  // What was not acknowledged is sent again, as the app would, and what had been stored is not doubled.
  for (let index = 0; index < 500; index += 1) {
    const clientId = `send-${index}`;
    if (acknowledged.has(clientId)) continue;
    const answer = await annAgain.post(`/api/rooms/${room.id}/messages`, { content: clientId, clientId });
    acknowledged.set(clientId, answer.body.message);
  }
  const all = await listAll(annAgain, room.id);
  expect(all.map((message) => message.seq)).toEqual(all.map((_, index) => index + 1));
  expect(new Set(all.map((message) => message.clientId)).size).toBe(all.length);
  expect(all.map((message) => message.id)).toEqual(all.map((message) => message.id).sort());
  const stored = new Map(all.map((message) => [message.clientId, message]));
  for (const [clientId, message] of acknowledged) expect(stored.get(clientId)).toEqual(message);

  second.host.kill('SIGTERM');
  const [code] = await once(second.host, 'exit');
  expect(code).toBe(0);
}, 60_000);

it('R7 kill -9 amid the deletion of rooms: each is there whole, or gone, and what it held goes after the next start', async () => {
  const dataDir = await makeDataDir();
  const { host, url } = await startHeadless(dataDir);
  const visitor = createRestClient(() => url, null);
  const { token } = expectStatus(await visitor.post('/api/auth/guest', { displayName: 'Ann' }), 201).body;
  const ann = createRestClient(() => url, token);
  const rooms = await Promise.all(
    ['One', 'Two', 'Three'].map(
      async (name) => (await ann.post('/api/rooms', { name })).body.room.id as string,
    ),
  );
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(
      rooms.flatMap((roomId) =>
        Array.from({ length: 30 }, () => ann.post(`/api/rooms/${roomId}/messages`, { content: 'x' })),
      ),
    );
  }
  const files = await Promise.all(
    rooms.flatMap((roomId) => [1, 2, 3].map(() => sendFile(url, token, roomId))),
  );
  expect(await listBlobs({ dataDir })).toHaveLength(files.length);
  const deletions = rooms.map((roomId) => ann.delete(`/api/rooms/${roomId}`));
  await Promise.race(deletions);
  host.kill('SIGKILL');
  await Promise.allSettled(deletions);
  if (host.signalCode === null) await once(host, 'exit');

  const sqlite = new BetterSqlite3(join(dataDir, 'spaces.sqlite'));
  const count = (sql: string) => sqlite.prepare(sql).pluck().get();
  expect(count('pragma foreign_key_check')).toBeUndefined();
  expect(count('pragma integrity_check')).toBe('ok');
  const left = sqlite.prepare('select id, key, last_seq from rooms where gone_id is null').all() as {
    id: string;
    key: number;
    last_seq: number;
  }[];
  expect(left.length).toBeLessThan(3);
  for (const room of left) {
    expect(count(`select count(*) from messages where room_key = ${room.key}`)).toBe(room.last_seq);
  }

  const second = await startHeadless(dataDir);
  const annAgain = createRestClient(() => second.url, token);
  expect((await annAgain.get('/api/rooms?scope=mine')).body.rooms).toHaveLength(left.length);
  const remains = 'room_key not in (select key from rooms where gone_id is null)';
  await eventually(() => {
    expect(count(`select count(*) from messages where ${remains}`)).toBe(0);
    expect(count('select count(*) from rooms')).toBe(left.length);
  });
  expect(count('select count(*) from members where room_id not in (select id from rooms)')).toBe(0);
  // The files of whole rooms are whole, and no byte of the others stays.
  const kept = files.filter(({ roomId }) => left.some(({ id }) => id === roomId));
  await eventually(async () => {
    expect(count('select count(*) from gone_files')).toBe(0);
    expect(await listBlobs({ dataDir })).toHaveLength(kept.length);
  });
  for (const { id, bytes } of kept) {
    const headers = { authorization: `Bearer ${token}` };
    const back = await fetch(`${second.url}/api/files/${id}`, { headers });
    expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
  }
  for (const { id } of files.filter((file) => !kept.includes(file))) {
    expect((await annAgain.get(`/api/files/${id}/status`)).status).toBe(404);
  }
  sqlite.close();
}, 60_000);
