import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { onCleanUp } from '../../__tests__/test-host.ts';
import { createMcp } from '../create-mcp.ts';

const PING = { method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }) };

/** The door alone, for callers who seem to come from that address. */
async function openDoor(address: string | undefined) {
  let looks = 0;
  const never = async (): Promise<never> => {
    throw new Error('Nobody asks for rooms here.');
  };
  const mcp = createMcp({
    services: {
      identities: {
        async authenticate() {
          looks += 1;
          return { userId: 'agent', spaceId: 'people' };
        },
      },
      chat: { postMessage: never, listMessages: never },
      search: { search: never },
      programs: {
        rooms: { listOf: never, countUnread: never, findSeat: never, readAfter: never, moveMark: never },
        waiters: { wait: never },
      },
    } as unknown as Parameters<typeof createMcp>[0]['services'],
    ownHost: { hostId: 'near', name: 'Near host' },
    locate: () => [],
    version: '1.0.0',
    bodyBytes: 1_000,
    onError: (error) => {
      throw error;
    },
  });
  const server = createServer((request, response) => {
    Object.defineProperty(request.socket, 'remoteAddress', { value: address });
    mcp.handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onCleanUp(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/mcp`, {
    ...PING,
    headers: { Authorization: 'Bearer secret', Connection: 'close' },
  });
  return { status: response.status, text: await response.text(), looks };
}

it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])(
  'A5 serves who comes from this machine: %s',
  async (address) => {
    expect(await openDoor(address)).toEqual({
      status: 200,
      text: JSON.stringify({ jsonrpc: '2.0', id: 1, result: {} }),
      looks: 1,
    });
  },
);

it.each(['192.168.1.7', '10.0.0.1', '::ffff:192.168.1.7', 'fe80::1', 'fd00::1', '128.127.0.1', undefined])(
  'A5 refuses who comes from elsewhere, whatever they show, before it is looked at: %s',
  async (address) => {
    expect(await openDoor(address)).toEqual({ status: 403, text: '', looks: 0 });
  },
);
