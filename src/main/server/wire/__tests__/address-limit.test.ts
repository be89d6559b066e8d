import { expect, test } from 'vitest';
import { createAddressLimit } from '../address-limit.ts';

test('one address gets so many, and room again when one ends, once however often its end is told', () => {
  const limit = createAddressLimit(() => 2);
  const undo = ['10.0.0.7', '10.0.0.7'].map((address) => {
    expect(limit.hasRoom(address)).toBe(true);
    return limit.add(address);
  });
  expect(limit.hasRoom('10.0.0.7')).toBe(false);
  expect(limit.hasRoom('10.0.0.8')).toBe(true);
  undo[0]?.();
  undo[0]?.();
  expect(limit.hasRoom('10.0.0.7')).toBe(true);
  limit.add('10.0.0.7');
  expect(limit.hasRoom('10.0.0.7')).toBe(false);
});

test('all addresses of one machine are counted together: its /64, and both spellings of an IPv4 address', () => {
  const limit = createAddressLimit(() => 1);
  limit.add('2001:db8:1:2::1');
  expect(limit.hasRoom('2001:db8:1:2:3:4:5:6')).toBe(false);
  expect(limit.hasRoom('2001:db8:1:3::1')).toBe(true);
  limit.add('::ffff:10.0.0.7');
  expect(limit.hasRoom('10.0.0.7')).toBe(false);
});

test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
  '%s is the host itself and may have any number',
  (address) => {
    const limit = createAddressLimit(() => 1);
    limit.add(address);
    expect(limit.hasRoom(address)).toBe(true);
  },
);

test('a connection that was reset before anybody looked has no address, and ends nothing', () => {
  const limit = createAddressLimit(() => 1);
  const undo = limit.add(undefined);
  expect(limit.hasRoom('10.0.0.7')).toBe(true);
  undo();
});
