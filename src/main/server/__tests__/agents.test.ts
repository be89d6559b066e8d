import { expect, it } from 'vitest';
import { createFakeClock } from './fake-clock.ts';
import { createRestClient, type RestClient } from './rest-client.ts';
import { connect } from './socket-client.ts';
import {
  eventually,
  expectStatus,
  makeRoom,
  type Person,
  seat,
  startTestHost,
  type TestHost,
} from './test-host.ts';

async function invite(person: RestClient, roomId: string, more: object = {}) {
  const answer = await person.post(`/api/rooms/${roomId}/agents`, { name: 'Helper', ...more });
  return expectStatus(answer, 201).body;
}

const asAgent = (host: TestHost, secret: string) => createRestClient(() => host.url, secret);

it('A4 asks an agent in: a seat, a badge, an owner, and a line for each kind of client', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann, { visibility: 'private', password: 'secret' });
  const { agent, namespace, secret, invitation, lines } = await invite(ann, room.id, { expiresInHours: 2 });
  expect(agent).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{16}$/),
    roomId: room.id,
    displayName: 'Helper',
    scope: 'write',
    invitedBy: ann.id,
    invitedByName: 'Ann',
    createdAt: expect.any(String),
    expiresAt: expect.any(String),
  });
  expect(Date.parse(agent.expiresAt) - Date.parse(agent.createdAt)).toBe(2 * 3_600_000);
  for (const line of Object.values(lines) as string[]) {
    expect(line).toContain(line === lines.mcp ? invitation : secret);
    expect(line).not.toContain('\n');
  }
  expect(lines.curl).toContain(`${host.url}/${namespace}/rooms/${room.id}/messages`);
  expect(JSON.parse(lines.mcp).mcpServers.spaces.url).toBe(`${host.url}/mcp`);
  const { body } = await ann.get(`/api/rooms/${room.id}/participants`);
  expect(body.participants).toContainEqual(
    expect.objectContaining({ userId: agent.id, kind: 'agent', ownerName: 'Ann' }),
  );
  const { body: listed } = await ann.get(`/api/rooms/${room.id}/agents`);
  expect(listed.agents).toEqual([agent]);
  expect(JSON.stringify(listed)).not.toContain(secret);
  const sent = await asAgent(host, secret).post(`/api/rooms/${room.id}/messages`, { content: 'here' });
  expect([sent.status, sent.body.message.kind]).toEqual([201, 'agent']);
});

it('A4 keeps an agent to its scope, its room and its time', async () => {
  const clock = createFakeClock(Date.now());
  const host = await startTestHost({}, { clock });
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann, { life: 'kept' });
  const other = await makeRoom(ann, { visibility: 'private' });
  const reader = await invite(ann, room.id, { scope: 'read', expiresInHours: 1 });
  const headers = { 'X-Inbox-Secret': reader.secret, 'Content-Type': 'application/json' };
  const messages = `${host.url}/${reader.namespace}/rooms/${room.id}/messages`;
  expect((await fetch(messages, { headers })).status).toBe(200);
  const refused = await fetch(messages, { headers, method: 'POST', body: '{"body":"x"}' });
  expect(refused.status).toBe(403);
  const elsewhere = await fetch(messages.replace(room.id, other.id), { headers });
  expect(elsewhere.status).toBe(403);
  const open = await makeRoom(ann, { visibility: 'public' });
  const helper = asAgent(host, reader.secret);
  const { token } = (await ann.post(`/api/rooms/${other.id}/invites`, {})).body.invite;
  for (const refusal of [
    await helper.post(`/api/rooms/${open.id}/join`),
    await helper.post('/api/rooms', { name: 'Its own' }),
    await helper.post('/api/direct', { userId: ann.id }),
    await helper.post(`/api/invites/${token}/accept`, {}),
  ]) {
    expect(refusal.errorCode).toBe('NOT_ALLOWED');
  }
  const { body: seen } = await ann.get(`/api/rooms/${other.id}/participants`);
  expect(seen.participants).toHaveLength(1);
  const made = await fetch(`${host.url}/${reader.namespace}/rooms`, { headers, method: 'POST' });
  expect(made.status).toBe(403);
  clock.advance(3_600_000);
  expect((await fetch(messages, { headers })).status).toBe(403);
  expect((await asAgent(host, reader.secret).get('/api/auth/me')).status).toBe(401);
  await eventually(async () => {
    clock.advance(60_000);
    expect((await ann.get(`/api/rooms/${room.id}/agents`)).body.agents).toEqual([]);
  });
});

it('A4 lets who asked an agent in, and moderators, send it away at once', async () => {
  const host = await startTestHost();
  const [ann, ben, cem] = [await host.guest('Ann'), await host.guest('Ben'), await host.guest('Cem')];
  const room = await makeRoom(ann);
  await seat(room, ben, cem);
  const first = await invite(ben, room.id);
  const second = await invite(ben, room.id);
  const path = `/api/rooms/${room.id}/agents`;
  expect((await cem.delete(`${path}/${first.agent.id}`)).errorCode).toBe('NOT_ALLOWED');
  expect((await ben.delete(`${path}/${first.agent.id}`)).status).toBe(200);
  const line = await connect(host, { token: second.secret } as Person);
  await line.ask('room:join', { roomId: room.id });
  expect((await ann.delete(`${path}/${second.agent.id}`)).status).toBe(200);
  await eventually(() => expect(line.socket.connected).toBe(false));
  expect((await ann.delete(`${path}/${second.agent.id}`)).errorCode).toBe('USER_NOT_FOUND');
  expect((await asAgent(host, first.secret).get('/api/auth/me')).status).toBe(401);
  const { body } = await ann.get(`/api/rooms/${room.id}/participants`);
  expect(body.participants).toHaveLength(3);
});

it('A4 refuses outsiders, agents, full and locked rooms, and wrong input', async () => {
  const host = await startTestHost();
  const [ann, eve] = [await host.guest('Ann'), await host.guest('Eve')];
  const room = await makeRoom(ann, { maxParticipants: 2 });
  const path = `/api/rooms/${room.id}/agents`;
  expect((await eve.post(path, { name: 'Spy' })).errorCode).toBe('NOT_A_MEMBER');
  expect((await eve.get(path)).errorCode).toBe('NOT_A_MEMBER');
  for (const body of [{}, { name: '' }, { name: 'x', scope: 'all' }, { name: 'x', expiresInHours: 0 }]) {
    expect((await ann.post(path, body)).errorCode).toBe('VALIDATION_FAILED');
  }
  const { secret } = await invite(ann, room.id);
  expect((await asAgent(host, secret).post(path, { name: 'Child' })).errorCode).toBe('NOT_ALLOWED');
  expect((await ann.post(path, { name: 'Third' })).errorCode).toBe('ROOM_FULL');
  await ann.patch(`/api/rooms/${room.id}`, { maxParticipants: 9 });
  await ann.patch(`/api/rooms/${room.id}/state`, { locked: true });
  expect((await ann.post(path, { name: 'Third' })).errorCode).toBe('ROOM_LOCKED');
});
