import { expect, it } from 'vitest';
import { type Row, setUpCast, testRows } from './refusal-table.ts';

const cast = setUpCast();
const ROWS: Row[] = [
  ['unknown path', 'GET', () => '/some/where/else/entirely', 404, 'Not Found'],
  ['unknown path, one part', 'POST', () => '/nowhere', 404, 'Not Found'],
  ['unknown method', 'PUT', () => `/${cast.ns.ns}/rooms/${cast.roomId}`, 405, 'Method Not Allowed'],
  ['HEAD of a room', 'HEAD', () => `/${cast.ns.ns}/rooms/${cast.roomId}`, 405, ''],
  ['health knows GET only', 'POST', () => '/health', 405, 'Method Not Allowed'],
];

testRows(cast, ROWS);

it('sends a path with a slash at its end to the one without', async () => {
  const answer = await cast.world.call('GET', `/${cast.ns.ns}/rooms/?x=1`, { headers: cast.alice.headers });
  expect([answer.status, answer.headers.get('location')]).toEqual([307, `/${cast.ns.ns}/rooms?x=1`]);
});

it('leaves the host’s own addresses alone', async () => {
  expect((await cast.world.call('GET', '/health')).body).toEqual({ status: 'ok' });
  expect((await cast.world.call('GET', '/api/nowhere')).body.error.code).toBe('NOT_FOUND');
  expect((await cast.world.call('GET', '/')).status).toBe(200);
});
