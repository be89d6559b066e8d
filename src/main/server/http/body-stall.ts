import type { Server } from 'node:http';

/** Less than this in the time of a stall is as good as silence: a byte now and then must not hold a line for good. */
const LEAST_BYTES = 4_096;

/**
 * A file of gigabytes may take as long as its line needs, so Node's limit for a whole request goes. What must not
 * last is silence: a line that broke without a word would hold its file until then.
 */
export function dropStalledBodies(server: Server, { stallMs }: { stallMs: number }): void {
  server.requestTimeout = 0;
  server.on('request', (request) => {
    const hasBody = request.headers['transfer-encoding'] ?? request.headers['content-length'] ?? '0';
    if (hasBody === '0') return;
    const { socket } = request;
    let seen = socket.bytesRead;
    const watch = setInterval(() => {
      if (request.complete) return clearInterval(watch);
      const came = socket.bytesRead - seen;
      seen += came;
      // What waits here unread is the host's own slowness, as when it counts again what an upload sent before.
      if (came >= LEAST_BYTES || request.readableLength > 0) return;
      // As if the line had broken: whoever reads the body hears of it in the same way.
      socket.destroy();
    }, stallMs);
    watch.unref();
    request.once('close', () => clearInterval(watch));
  });
}
