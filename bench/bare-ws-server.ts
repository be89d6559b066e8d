import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { measureCpu, serveCommands } from './load/child-process.ts';

/** A broadcast as the guide of `ws` shows it: nothing is stored or checked, each reader gets its own send. */
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
server.on('connection', (socket) => {
  socket.on('message', (data) => {
    const { roomId, payload } = JSON.parse(data.toString());
    const message = JSON.stringify({ type: 'chat', roomId, from: roomId, payload });
    for (const reader of server.clients) reader.send(message);
  });
});
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

serveCommands<'listen' | 'cpu'>({ listen: () => ({ port }), cpu: measureCpu }, () => server.close());
