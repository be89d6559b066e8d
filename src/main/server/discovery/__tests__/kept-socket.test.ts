import { once } from 'node:events';
import { expect, test } from 'vitest';
import { createRecordingLogger } from '../../trust/__tests__/recording-logger.ts';
import { keepSocket } from '../kept-socket.ts';

test('a datagram for a port that is none is not sent, and the socket still closes', async () => {
  const events = new EventTarget();
  const socket = keepSocket({
    port: 0,
    onMessage: () => undefined,
    onOpen: () => events.dispatchEvent(new Event('open')),
    logger: createRecordingLogger(),
  });
  await once(events, 'open');
  expect(() => socket.send(Buffer.from('x'), 0, '127.0.0.1')).not.toThrow();
  await socket.close();
});
