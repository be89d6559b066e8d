import { describe, expect, it } from 'vitest';
import { createFakeClock } from './fake-clock.ts';
import { goOnUntil, HOUR, MINUTE } from './go-on-until.ts';
import { connect } from './socket-client.ts';
import { expectStatus, makeRoom, seat, startTestHost } from './test-host.ts';

describe('R16 figures', () => {
  it('count messages by hour and day, people at once, and the busiest hours; for the owner alone', async () => {
    const clock = createFakeClock(Date.UTC(2030, 0, 1, 22));
    const host = await startTestHost({}, { clock });
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    const room = await makeRoom(ann, { life: 'kept' });
    const base = `/api/rooms/${room.id}`;
    await seat(room, bob);
    for (const person of [ann, bob])
      await (await connect(host, person)).ask('room:join', { roomId: room.id });
    // Who is there now counts at once, before the rhythm has looked.
    expect((await ann.get(`${base}/analytics`)).body.analytics.totals.people).toBe(2);
    for (let hour = 0; hour < 4; hour += 1) {
      for (let count = 0; count <= hour; count += 1) {
        expectStatus(await bob.post(`${base}/messages`, { content: 'x' }), 201);
      }
      clock.advance(HOUR);
    }
    await goOnUntil(clock, MINUTE, async () => {
      const { analytics } = expectStatus(await ann.get(`${base}/analytics?days=7`), 200).body;
      expect(analytics.totals).toEqual({ messages: 10, people: 2, callMinutes: 0 });
    });
    const { analytics } = (await ann.get(`${base}/analytics`)).body;
    expect(analytics.days.map((day: { day: string; messages: number }) => [day.day, day.messages])).toEqual([
      ['2030-01-01', 3],
      ['2030-01-02', 7],
    ]);
    expect(analytics.busiestHours.slice(22)).toEqual([1, 2]);
    expect(analytics.busiestHours.slice(0, 2)).toEqual([3, 4]);
    const ahead = (await ann.get(`${base}/analytics?offset=120`)).body.analytics;
    expect(ahead.days[0]).toMatchObject({ day: '2030-01-02', messages: 10 });
    const csv = expectStatus(await ann.get(`${base}/analytics.csv`), 200);
    expect(csv.headers.get('content-disposition')).toContain('analytics.csv');
    expect(csv.body.split('\r\n').slice(0, 2)).toEqual([
      'hour,messages,people,call_minutes',
      expect.stringMatching(/^2030-01-01T22:00:00.000Z,1,\d,0$/),
    ]);
    expect((await bob.get(`${base}/analytics`)).errorCode).toBe('NOT_ALLOWED');
    await host.restart();
    expect((await ann.get(`${base}/analytics`)).body.analytics.totals.messages).toBe(10);
  });
});

describe('P1 status', () => {
  it('is set over POST /api/users/status and seen by others', async () => {
    const host = await startTestHost();
    const [ann, bob] = [await host.guest('Ann'), await host.guest('Bob')];
    await connect(host, ann);
    expectStatus(await ann.post('/api/users/status', { status: 'busy', statusText: 'in a talk' }), 200);
    const { users } = expectStatus(await bob.get('/api/users/online'), 200).body;
    expect(users).toHaveLength(1);
    expect(users[0]).toMatchObject({ id: ann.id, status: 'busy', statusText: 'in a talk' });
    expect((await ann.post('/api/users/status', { status: 'asleep' })).errorCode).toBe('VALIDATION_FAILED');
  });
});
