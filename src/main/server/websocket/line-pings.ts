import { WebSocket, type WebSocketServer } from 'ws';

/** Lines that said nothing since the last ping are let go. */
export function startPings({
  server,
  awake,
  everyMs,
}: {
  server: WebSocketServer;
  awake: WeakSet<WebSocket>;
  everyMs: number;
}): () => void {
  const pings = setInterval(() => {
    for (const webSocket of server.clients) {
      if (!awake.delete(webSocket)) webSocket.terminate();
      else if (webSocket.readyState === WebSocket.OPEN) webSocket.ping();
    }
  }, everyMs);
  pings.unref();
  return () => clearInterval(pings);
}
