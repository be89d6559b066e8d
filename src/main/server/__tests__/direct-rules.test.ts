import { expect, it } from 'vitest';
import { expectStatus, startTestHost } from './test-host.ts';

it('R17 a direct conversation knows no ranks: nobody is added, removed, muted or banned, and outsiders see nothing', async () => {
  const host = await startTestHost();
  const [ann, bob, eve] = [await host.guest('Ann'), await host.guest('Bob'), await host.guest('Eve')];
  const { room } = expectStatus(await ann.post('/api/direct', { userId: bob.id }), 201).body;
  const base = `/api/rooms/${room.id}`;
  const refused = [
    await ann.delete(`${base}/kick/${bob.id}`),
    await ann.post(`${base}/bans`, { userId: bob.id }),
    await ann.patch(`${base}/members/${bob.id}`, { muted: true }),
    await ann.patch(`${base}/members/${bob.id}`, { role: 'owner' }),
    await ann.patch(base, { name: 'Public now', visibility: 'public' }),
    await ann.patch(`${base}/state`, { locked: true }),
    await ann.post(`${base}/code`),
    await ann.post(`${base}/invite`),
    await ann.post(`${base}/agents`, { name: 'Listener' }),
    await ann.delete(base),
    await ann.get(`${base}/waiting`),
    await ann.get(`${base}/audit`),
    await ann.get(`${base}/analytics`),
  ];
  expect(refused.map((answer) => answer.errorCode)).toEqual(refused.map(() => 'NOT_ALLOWED'));
  const { body } = expectStatus(await ann.get(`${base}/members`), 200);
  expect(body.participants).toHaveLength(2);
  for (const answer of [
    await eve.get(base),
    await eve.get(`${base}/messages`),
    await eve.post(`${base}/join`),
    await eve.post(`${base}/wait`),
    await eve.post(`${base}/messages`, { content: 'hi' }),
  ]) {
    expect([answer.status, answer.errorCode]).toEqual([404, 'ROOM_NOT_FOUND']);
  }
});
