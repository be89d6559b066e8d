import { expect, it } from 'vitest';
import type { FoundRoom } from '#shared/contract/ipc.ts';
import { fail, type Result, succeed } from '#shared/contract/result.ts';
import type { Bridge } from '../../../bridge/bridge.ts';
import { forgetSearch, searchRoom } from '../join-form-actions.ts';
import { createJoinFormStore } from '../join-form-store.ts';

const found = { room: { name: 'Workshop' } } as FoundRoom;
const miss = (outcome: string) =>
  fail({ code: 'ROOM_NOT_FOUND', message: '', details: { tried: [{ name: 'Ann', outcome }] } });

function setUp(...answers: (() => Result<FoundRoom>)[]) {
  const asked: (string | undefined)[] = [];
  const bridge = {
    async resolveCode(_code: string, address?: string) {
      asked.push(address);
      return answers[asked.length - 1]?.() ?? miss('no-such-code');
    },
  } as unknown as Bridge;
  const store = createJoinFormStore();
  return { asked, store, search: () => searchRoom(store, { bridge, code: 'ABCDEF', address: '10.0.0.2' }) };
}

it('L2: a host that was too slow is asked once more, and takes the sentence back', async () => {
  const phases: string[] = [];
  const { asked, store, search } = setUp(
    () => miss('still-waiting'),
    () => succeed(found),
  );
  store.subscribe((form) => phases.push(form.search.phase));
  await search();
  expect(phases).toEqual(['searching', 'failed', 'found']);
  expect(asked).toEqual(['10.0.0.2', '10.0.0.2']);
});

it('L2: a clear answer is not asked for again', async () => {
  const { asked, store, search } = setUp(() => miss('no-such-code'));
  await search();
  expect(store.getState().search.phase).toBe('failed');
  expect(asked).toHaveLength(1);
});

it('L2: a late answer to a code that is gone changes nothing', async () => {
  const { store, search } = setUp(
    () => miss('still-waiting'),
    () => {
      forgetSearch(store);
      return succeed(found);
    },
  );
  await search();
  expect(store.getState().search.phase).toBe('idle');
});
