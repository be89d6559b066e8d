import { beforeEach, describe, expect, it } from 'vitest';
import { startTestHost } from '../test-host.ts';
import type { Told } from './told.ts';

/** A client that knows only the document of the room service, with /api in front of its paths. */
let base = '';

async function curl(token: string | null, method: string, path: string, body?: unknown) {
  const response = await fetch(`${base}/api${path}`, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Told };
}

async function makeUser(displayName: string): Promise<{ token: string; id: string }> {
  const { body } = await curl(null, 'POST', '/auth/guest', { displayName });
  return { token: body.token, id: body.user.id };
}

beforeEach(async () => {
  base = (await startTestHost()).url;
});

describe('the document of the room service', () => {
  it('Room Management: create, list, read, update, delete', async () => {
    const creator = await makeUser('Creator');
    const created = await curl(creator.token, 'POST', '/rooms', { name: 'My Chat Room' });
    expect(created.status).toBe(201);
    const { id } = created.body.room;
    expect((await curl(creator.token, 'GET', '/rooms')).body.rooms.map((room) => room.id)).toEqual([id]);
    const details = (await curl(creator.token, 'GET', `/rooms/${id}`)).body.room;
    // Creator is the first participant.
    expect(details.participants.map((one) => one.userId)).toEqual([creator.id]);
    expect(details).toHaveProperty('participantCount');
    const updated = await curl(creator.token, 'PUT', `/rooms/${id}`, { name: 'Updated Name' });
    expect([updated.status, updated.body.room.name]).toEqual([200, 'Updated Name']);
    expect((await curl(creator.token, 'DELETE', `/rooms/${id}`)).status).toBe(200);
    expect((await curl(creator.token, 'GET', `/rooms/${id}`)).status).toBe(404);
    expect((await curl(creator.token, 'GET', '/rooms')).body.rooms).toEqual([]);
  });

  it('Participation: invite by email, join twice without harm, list, leave', async () => {
    const [creator, user] = [await makeUser('Creator'), await makeUser('User')];
    const { id } = (await curl(creator.token, 'POST', '/rooms', { name: 'Team' })).body.room;
    const invited = await curl(creator.token, 'POST', `/rooms/${id}/invite`, { email: 'user@example.com' });
    expect(invited.status).toBe(201);
    for (const _ of [1, 2]) expect((await curl(user.token, 'POST', `/rooms/${id}/join`)).status).toBe(200);
    const { participants } = (await curl(user.token, 'GET', `/rooms/${id}/participants`)).body;
    expect(participants.map((one) => one.userId).sort()).toEqual([creator.id, user.id].sort());
    expect(participants[0]).toMatchObject({ displayName: expect.any(String), joinedAt: expect.any(String) });
    expect((await curl(user.token, 'GET', '/rooms')).body.rooms).toHaveLength(1);
    expect((await curl(user.token, 'POST', `/rooms/${id}/leave`)).status).toBe(200);
    expect((await curl(user.token, 'GET', `/rooms/${id}/participants`)).status).toBeGreaterThanOrEqual(403);
  });

  it('invites a known user, who finds a notification', async () => {
    const [creator, user] = [await makeUser('Creator'), await makeUser('User')];
    const { id } = (await curl(creator.token, 'POST', '/rooms', { name: 'Team' })).body.room;
    expect((await curl(creator.token, 'POST', `/rooms/${id}/invite`, { userId: user.id })).status).toBe(201);
    const { notifications } = (await curl(user.token, 'GET', '/notifications')).body;
    expect(notifications[0]).toMatchObject({ kind: 'invitation', roomId: id });
  });

  it('Access Control Matrix', async () => {
    const people = {
      creator: await makeUser('Creator'),
      participant: await makeUser('Participant'),
      stranger: await makeUser('Stranger'),
    };
    const { id } = (await curl(people.creator.token, 'POST', '/rooms', { name: 'Matrix' })).body.room;
    await curl(people.participant.token, 'POST', `/rooms/${id}/join`);
    const isDone = async (who: keyof typeof people, method: string, path: string, body?: unknown) =>
      (await curl(people[who].token, method, `/rooms/${id}${path}`, body)).status < 300;
    const rows: [string, string, unknown, boolean, boolean, boolean][] = [
      ['GET', '', undefined, true, true, false],
      ['GET', '/participants', undefined, true, true, false],
      ['GET', '/messages', undefined, true, true, false],
      ['PUT', '', { name: 'Renamed' }, true, false, false],
      ['POST', '/invite', { email: 'a@example.com' }, true, true, false],
      ['DELETE', '', undefined, true, false, false],
    ];
    for (const [method, path, body, creator, participant, stranger] of rows) {
      const row = {
        stranger: await isDone('stranger', method, path, body),
        participant: await isDone('participant', method, path, body),
        creator: await isDone('creator', method, path, body),
      };
      expect({ method, path, ...row }).toEqual({ method, path, stranger, participant, creator });
    }
    expect((await curl(null, 'GET', `/rooms/${id}`)).status).toBe(401);
    expect((await curl('not.a.token', 'GET', `/rooms/${id}`)).status).toBe(401);
  });

  it('Error Scenarios: names, addresses, unknown rooms and users', async () => {
    const user = await makeUser('User');
    for (const name of ['', 'x'.repeat(101), 7, null]) {
      expect((await curl(user.token, 'POST', '/rooms', { name })).status).toBe(400);
    }
    const { id } = (await curl(user.token, 'POST', '/rooms', { name: 'ok' })).body.room;
    expect((await curl(user.token, 'POST', `/rooms/${id}/invite`, { email: 'not-an-address' })).status).toBe(
      400,
    );
    const nowhere = '11111111-1111-4111-8111-111111111111';
    for (const [method, path] of [
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/join'],
      ['POST', '/leave'],
      ['GET', '/participants'],
    ] as const) {
      expect(
        (await curl(user.token, method, `/rooms/${nowhere}${path}`, method === 'GET' ? undefined : {}))
          .status,
      ).toBe(404);
    }
  });

  it('Next: messages are sent, listed, read one by one, edited and deleted by their sender only', async () => {
    const [creator, user] = [await makeUser('Creator'), await makeUser('User')];
    const { id } = (await curl(creator.token, 'POST', '/rooms', { name: 'Talk' })).body.room;
    await curl(user.token, 'POST', `/rooms/${id}/join`);
    const sent = await curl(user.token, 'POST', '/messages', { roomId: id, content: 'first' });
    expect(sent.status).toBe(201);
    const messageId = sent.body.message.id;
    const listed = (await curl(creator.token, 'GET', `/messages/rooms/${id}`)).body.messages;
    expect(listed.map((message) => message.id)).toContain(messageId);
    expect((await curl(creator.token, 'GET', `/messages/${messageId}`)).body.message.content).toBe('first');
    const edit = (token: string) => curl(token, 'PUT', `/messages/${messageId}`, { content: 'second' });
    expect((await edit(creator.token)).status).toBe(403);
    expect((await edit(user.token)).body.message).toMatchObject({
      content: 'second',
      editedAt: expect.any(String),
    });
    expect((await curl(user.token, 'DELETE', `/messages/${messageId}`)).status).toBe(200);
    const gone = (await curl(creator.token, 'GET', `/messages/${messageId}`)).body.message;
    expect(gone).toMatchObject({ id: messageId, content: '', deletedAt: expect.any(String) });
    const stranger = await makeUser('Stranger');
    expect(
      (await curl(stranger.token, 'POST', '/messages', { roomId: id, content: 'x' })).status,
    ).toBeGreaterThanOrEqual(403);
  });
});
