import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createAddressLimit } from '../address-limit.ts';

const connect = (remoteAddress: string) => Object.assign(new EventEmitter(), { remoteAddress });

test('one address gets so many sockets, and room again when one closes', () => {
  const limit = createAddressLimit(() => 2);
  const sockets = [connect('10.0.0.7'), connect('10.0.0.7')];
  for (const socket of sockets) {
    expect(limit.hasRoom('10.0.0.7')).toBe(true);
    limit.handleConnection(socket);
  }
  expect(limit.hasRoom('10.0.0.7')).toBe(false);
  expect(limit.hasRoom('10.0.0.8')).toBe(true);
  sockets[0]?.emit('close');
  expect(limit.hasRoom('10.0.0.7')).toBe(true);
});

test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
  '%s is the host itself and may have any number',
  (address) => {
    const limit = createAddressLimit(() => 1);
    limit.handleConnection(connect(address));
    expect(limit.hasRoom(address)).toBe(true);
  },
);
