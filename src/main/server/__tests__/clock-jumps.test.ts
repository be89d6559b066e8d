import { expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { createFakeClock } from './fake-clock.ts';
import { createRestClient } from './rest-client.ts';
import { expectStatus, makeRoom, startTestHost, type TestHost } from './test-host.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * DAY;

const cleanUp = async (host: TestHost): Promise<number> => {
  const admin = createRestClient(() => host.url, 'admin-secret');
  return expectStatus(await admin.post('/api/admin/clean-up'), 200).body.deletedRooms;
};

it('C2 a clock that is set back and forth leaves numbers without gaps, ids that rise, and tokens that hold', async () => {
  const clock = createFakeClock();
  const host = await startTestHost({ adminToken: 'admin-secret' }, { clock });
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann, { life: 'kept' });
  for (const jump of [0, -YEAR, 3 * DAY, -10 * MINUTE, YEAR, -YEAR]) {
    clock.set(clock.now() + jump);
    for (let n = 0; n < 3; n += 1) {
      expectStatus(await ann.post(`/api/rooms/${room.id}/messages`, { content: `${jump}` }), 201);
    }
    await host.restart();
  }
  const { messages } = (await ann.get(`/api/rooms/${room.id}/messages?limit=100`)).body;
  const ids = messages.map((message: Message) => message.id);
  expect(messages.map((message: Message) => message.seq)).toEqual(ids.map((_: string, n: number) => n + 1));
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(18);
});

it('R7 a clock set forward ends no room before it was really quiet that long, and set back none at all', async () => {
  const clock = createFakeClock();
  const host = await startTestHost({ adminToken: 'admin-secret', cleanupEveryMs: 900 * YEAR }, { clock });
  const ann = await host.guest('Ann');
  await makeRoom(ann, { name: 'Day', life: 'day' });
  await makeRoom(ann, { name: 'Empty', life: 'until-empty' });
  clock.set(clock.now() + 10 * YEAR);
  expect(await cleanUp(host)).toBe(0);
  clock.advance(5 * MINUTE);
  expect(await cleanUp(host)).toBe(0);
  // Ten minutes without anybody are over; the day is not.
  clock.advance(5 * MINUTE);
  expect(await cleanUp(host)).toBe(1);
  clock.advance(DAY - 11 * MINUTE);
  expect(await cleanUp(host)).toBe(0);
  clock.set(clock.now() - 10 * YEAR);
  expect(await cleanUp(host)).toBe(0);
  clock.set(clock.now() + 20 * YEAR);
  expect(await cleanUp(host)).toBe(0);
  clock.advance(DAY);
  expect(await cleanUp(host)).toBe(1);
});

it('R7 a clock that is corrected by a moment changes nothing', async () => {
  const clock = createFakeClock();
  const host = await startTestHost({ adminToken: 'admin-secret', cleanupEveryMs: 900 * YEAR }, { clock });
  const ann = await host.guest('Ann');
  await makeRoom(ann, { life: 'day' });
  clock.advance(DAY);
  clock.set(clock.now() + 2_000);
  expect(await cleanUp(host)).toBe(1);
});

it('R7 a machine that sleeps every night still ends the rooms of a day', async () => {
  const clock = createFakeClock();
  const host = await startTestHost({ adminToken: 'admin-secret', cleanupEveryMs: 900 * YEAR }, { clock });
  const ann = await host.guest('Ann');
  await makeRoom(ann, { life: 'day' });
  clock.advance(10 * 60 * MINUTE);
  expect(await cleanUp(host)).toBe(0);
  clock.sleep(15 * 60 * MINUTE);
  expect(await cleanUp(host)).toBe(1);
});
