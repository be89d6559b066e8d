import { expect, test } from 'vitest';
import { encodeEvent } from '../frame-encoder.ts';
import { createRoomBroadcaster } from '../room-broadcaster.ts';

function createBench() {
  let flushTick = () => {};
  const broadcaster = createRoomBroadcaster({
    onError: (error) => {
      throw error;
    },
    schedule: (flush) => {
      flushTick = flush;
    },
  });
  const writes: { who: string; names: string[]; joined: Buffer }[] = [];
  return {
    broadcaster,
    connect: (userId: string, who = userId) =>
      broadcaster.add({
        userId,
        writer: {
          write: (frames, joined) => {
            writes.push({ who, names: frames.map((frame) => JSON.parse(frame.text.slice(1))[0]), joined });
          },
        },
      }),
    endTick: () => {
      flushTick();
      return writes.splice(0);
    },
  };
}

const frame = (name: string) => encodeEvent(name, {});
const heardBy = (writes: { who: string; names: string[] }[], who: string) =>
  writes.filter((write) => write.who === who).map((write) => write.names);

test('all that a room hears in one tick reaches each member in one write of one shared buffer', () => {
  const { broadcaster, connect, endTick } = createBench();
  for (const who of ['ann', 'ben']) broadcaster.subscribe(connect(who), 'r1');
  broadcaster.publish({ name: 'a', payload: {}, to: { roomId: 'r1' } });
  broadcaster.publish({ name: 'b', payload: {}, to: { roomId: 'r1' } });
  broadcaster.publish({ name: 'x', payload: {}, to: { roomId: 'elsewhere' } });
  const writes = endTick();
  expect(writes.map((write) => [write.who, write.names])).toEqual([
    ['ann', ['a', 'b']],
    ['ben', ['a', 'b']],
  ]);
  expect(writes[0]?.joined).toBe(writes[1]?.joined);
  expect(endTick()).toEqual([]);
});

test('a connection hears rooms, its user, everyone and its own answers in the order of publishing', () => {
  const { broadcaster, connect, endTick } = createBench();
  const ann = connect('ann');
  broadcaster.subscribe(ann, 'r1');
  broadcaster.subscribe(ann, 'r2');
  broadcaster.publish({ name: '1', payload: {}, to: { roomId: 'r2' } });
  broadcaster.reply(ann, frame('2'));
  broadcaster.publish({ name: '3', payload: {}, to: { everyone: true } });
  broadcaster.publish({ name: '4', payload: {}, to: { roomId: 'r1' } });
  broadcaster.publish({ name: '5', payload: {}, to: { userId: 'ann' } });
  broadcaster.publish({ name: 'not hers', payload: {}, to: { userId: 'ben' } });
  broadcaster.publish({ name: '6', payload: {}, to: { roomId: 'r2' } });
  expect(heardBy(endTick(), 'ann')).toEqual([['1', '2', '3', '4', '5', '6']]);
});

test('who is excepted misses only that frame, on each of their connections', () => {
  const { broadcaster, connect, endTick } = createBench();
  const outlets = [connect('ann', 'ann-1'), connect('ann', 'ann-2'), connect('ben')];
  for (const outlet of outlets) broadcaster.subscribe(outlet, 'r1');
  broadcaster.publish({ name: 'a', payload: {}, to: { roomId: 'r1' } });
  broadcaster.publish({ name: 'b', payload: {}, to: { roomId: 'r1', exceptUserId: 'ann' } });
  broadcaster.publish({ name: 'c', payload: {}, to: { roomId: 'r1' } });
  const writes = endTick();
  expect(heardBy(writes, 'ann-1')).toEqual([['a', 'c']]);
  expect(heardBy(writes, 'ann-2')).toEqual([['a', 'c']]);
  expect(heardBy(writes, 'ben')).toEqual([['a', 'b', 'c']]);
});

test('a newcomer hears what comes after it, a leaver what came before', () => {
  const { broadcaster, connect, endTick } = createBench();
  const ann = connect('ann');
  const ben = connect('ben');
  const cat = connect('cat');
  broadcaster.subscribe(ann, 'r1');
  broadcaster.subscribe(cat, 'r1');
  broadcaster.publish({ name: 'before', payload: {}, to: { roomId: 'r1' } });
  broadcaster.subscribe(ben, 'r1');
  broadcaster.publish({ name: 'between', payload: {}, to: { roomId: 'r1' } });
  broadcaster.unsubscribe(ann, 'r1');
  broadcaster.publish({ name: 'after', payload: {}, to: { roomId: 'r1' } });
  const writes = endTick();
  expect(heardBy(writes, 'ann')).toEqual([['before', 'between']]);
  expect(heardBy(writes, 'ben')).toEqual([['between', 'after']]);
  expect(heardBy(writes, 'cat')).toEqual([['before', 'between', 'after']]);
});

test('the last one out still hears why, and coming back in the same tick repeats nothing', () => {
  const { broadcaster, connect, endTick } = createBench();
  const ann = connect('ann');
  broadcaster.subscribe(ann, 'r1');
  broadcaster.publish({ name: 'a', payload: {}, to: { roomId: 'r1' } });
  broadcaster.unsubscribe(ann, 'r1');
  broadcaster.publish({ name: 'unheard', payload: {}, to: { roomId: 'r1' } });
  broadcaster.subscribe(ann, 'r1');
  broadcaster.publish({ name: 'b', payload: {}, to: { roomId: 'r1' } });
  expect(heardBy(endTick(), 'ann')).toEqual([['a', 'b']]);
});

test('a removed connection hears nothing more', () => {
  const { broadcaster, connect, endTick } = createBench();
  const ann = connect('ann');
  broadcaster.subscribe(ann, 'r1');
  broadcaster.publish({ name: 'a', payload: {}, to: { roomId: 'r1' } });
  broadcaster.reply(ann, frame('b'));
  broadcaster.remove(ann);
  broadcaster.publish({ name: 'c', payload: {}, to: { everyone: true } });
  expect(endTick()).toEqual([]);
});

test('one writer that throws does not keep the others from hearing', () => {
  const errors: unknown[] = [];
  const heard: string[] = [];
  const broadcaster = createRoomBroadcaster({ onError: (error) => errors.push(error), schedule: () => {} });
  const broken = () => {
    throw new Error('broken pipe');
  };
  const outlets = [
    broadcaster.add({ userId: 'ann', writer: { write: broken } }),
    broadcaster.add({ userId: 'ben', writer: { write: () => heard.push('ben') } }),
  ];
  for (const outlet of outlets) broadcaster.subscribe(outlet, 'r1');
  broadcaster.publish({ name: 'a', payload: {}, to: { roomId: 'r1' } });
  broadcaster.flush();
  expect(heard).toEqual(['ben']);
  expect(errors).toHaveLength(1);
});
