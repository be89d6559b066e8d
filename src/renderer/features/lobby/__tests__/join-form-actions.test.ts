import { describe, expect, it } from 'vitest';
import type { FoundRoom } from '#shared/contract/ipc.ts';
import { fail, type Result, succeed } from '#shared/contract/result.ts';
import type { Bridge } from '../../../bridge/bridge.ts';
import { forgetSearch, lookAgain, searchRoom } from '../join-form-actions.ts';
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
  return {
    asked,
    bridge,
    store,
    search: () => searchRoom(store, { bridge, code: 'ABCDEF', address: '10.0.0.2' }),
  };
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

describe('R13: in front of a closed door', () => {
  const room = { id: 'room', name: 'Workshop', roomCode: 'ABCDEF', memberCount: 1, maxParticipants: 5 };
  const locked = { room: { ...room, locked: true } } as FoundRoom;
  const open = { room: { ...room, locked: false } } as FoundRoom;

  it('one look is one question, keeps what was typed and shows the open door', async () => {
    const { asked, bridge, store, search } = setUp(
      () => succeed(locked),
      () => succeed(locked),
      () => succeed(open),
    );
    await search();
    store.setState({ name: 'Ben', password: 'half' });
    const look = (found: FoundRoom) => lookAgain(store, { bridge, found, address: '10.0.0.2' });
    expect(await look(locked)).toEqual(succeed({ isOpen: false }));
    expect(asked).toHaveLength(2);
    expect(await look(locked)).toEqual(succeed({ isOpen: true }));
    expect(asked).toEqual(['10.0.0.2', '10.0.0.2', '10.0.0.2']);
    expect(store.getState()).toMatchObject({
      search: { phase: 'found', found: open },
      name: 'Ben',
      password: 'half',
    });
  });

  it.each(['ROOM_NOT_FOUND', 'RATE_LIMITED', 'BANNED'] as const)(
    '%s is told and not asked again',
    async (code) => {
      const { asked, bridge, store, search } = setUp(
        () => succeed(locked),
        () => fail({ code, message: '' }),
      );
      await search();
      expect(await lookAgain(store, { bridge, found: locked })).toMatchObject({ ok: false, error: { code } });
      expect(asked).toHaveLength(2);
      expect(store.getState().search).toMatchObject({ phase: 'found', found: locked });
    },
  );

  it('an answer that comes after the code changed is dropped', async () => {
    const { bridge, store, search } = setUp(
      () => succeed(locked),
      () => {
        forgetSearch(store);
        return succeed(open);
      },
    );
    await search();
    await lookAgain(store, { bridge, found: locked });
    expect(store.getState().search.phase).toBe('idle');
  });
});
