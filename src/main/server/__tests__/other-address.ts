import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onCleanUp } from './test-host.ts';

/** Another machine, as far as the host can tell: what connects to the port that is returned comes from there. */
export async function openOtherAddress(host: { url: string }, localAddress = '127.0.0.2'): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect({ host: '127.0.0.1', port: Number(new URL(host.url).port), localAddress });
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onCleanUp(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}
