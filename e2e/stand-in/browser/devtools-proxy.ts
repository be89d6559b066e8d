import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { toAppUrls, toChromiumMessage } from './app-urls.ts';
import { type ClientWatch, createClientWatch } from './client-watch.ts';

export interface DevtoolsProxy {
  url: string;
  /** Until its first document a window is shown without an address, as Electron does. */
  markShown(targetId: string): void;
  /** Resolves when every attached client has set the new window up. */
  waitForClients(targetId: string): Promise<void>;
}

/**
 * The DevTools endpoint that Playwright talks to. It passes everything on to Chromium, with the app's own
 * addresses in place of the mapped ones, and tells when a client is ready for a window's first document.
 */
export async function openDevtoolsProxy(upstreamUrl: string): Promise<DevtoolsProxy> {
  const clients = new Set<ClientWatch>();
  const shown = new Set<string>();
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await new Promise((resolve) => server.once('listening', resolve));
  (server as unknown as { _server: { unref(): void } })._server.unref();

  server.on('connection', (down) => {
    const watch = createClientWatch(shown);
    const up = new WebSocket(upstreamUrl, { perMessageDeflate: false, maxPayload: 0 });
    const early: string[] = [];
    clients.add(watch);
    down.on('message', (data) => {
      const text = toChromiumMessage(String(data));
      watch.seeCommand(text);
      if (up.readyState === WebSocket.OPEN) up.send(text);
      else early.push(text);
    });
    up.on('open', () => {
      for (const text of early.splice(0)) up.send(text);
    });
    up.on('message', (data) => down.send(toAppUrls(watch.seeReport(String(data)))));
    const end = () => {
      clients.delete(watch);
      watch.release();
      up.close();
      down.close();
    };
    for (const socket of [up, down]) socket.on('close', end).on('error', end);
  });

  const { port } = server.address() as AddressInfo;
  return {
    url: upstreamUrl.replace(/:\d+\//, `:${port}/`),
    markShown: (targetId) => void shown.add(targetId),
    waitForClients: async (targetId) => {
      await Promise.all([...clients].map((client) => client.waitForTarget(targetId)));
    },
  };
}
