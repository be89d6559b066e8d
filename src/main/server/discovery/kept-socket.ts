import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import type { Logger } from '../trust/logger.ts';

const firstReopenDelayMs = 1000;
const longestReopenDelayMs = 60_000;

export interface KeptSocket {
  send(datagram: Buffer, port: number, address: string): void;
  close(): Promise<void>;
}

/** A socket that comes back by itself when it dies or its port was taken. */
export function keepSocket({
  port,
  onMessage,
  onOpen,
  logger,
}: {
  port: number;
  onMessage: (message: Buffer, sender: RemoteInfo) => void;
  onOpen: () => void;
  logger: Logger;
}): KeptSocket {
  let socket: Socket | undefined;
  let timer: NodeJS.Timeout | undefined;
  let delayMs = firstReopenDelayMs;
  let isClosed = false;
  let pending = 0;
  let onDrained: (() => void) | undefined;

  function open(): void {
    const opened = createSocket({ type: 'udp4', reuseAddr: true });
    socket = undefined;
    opened.on('message', onMessage);
    opened.on('error', (error) => {
      logger.warn(
        { port, reason: error.message, delayMs },
        'A broadcast socket is dead and will be reopened',
      );
      opened.removeAllListeners();
      opened.on('error', () => undefined);
      opened.close();
      socket = undefined;
      if (isClosed) return;
      timer = setTimeout(open, delayMs).unref();
      delayMs = Math.min(longestReopenDelayMs, delayMs * 2);
    });
    opened.bind(port, '0.0.0.0', () => {
      if (isClosed) return opened.close();
      opened.setBroadcast(true);
      socket = opened;
      delayMs = firstReopenDelayMs;
      onOpen();
    });
  }

  open();
  return {
    send: (datagram, to, address) => {
      if (!socket) return;
      pending += 1;
      // A network that is just gone is no reason to give up the socket: the watcher tells when it is back.
      const settle = () => {
        pending -= 1;
        if (pending === 0) onDrained?.();
      };
      try {
        socket.send(datagram, to, address, settle);
      } catch (error) {
        logger.warn({ error, to, address }, 'A datagram cannot be sent there');
        settle();
      }
    },
    close: () =>
      new Promise((resolve) => {
        isClosed = true;
        clearTimeout(timer);
        const finish = () => {
          const closing = socket;
          socket = undefined;
          if (closing) closing.close(() => resolve());
          else resolve();
        };
        if (pending === 0) finish();
        else onDrained = finish;
      }),
  };
}
