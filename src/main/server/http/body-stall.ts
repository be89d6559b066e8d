import type { Server } from 'node:http';

/**
 * A file of gigabytes may take as long as its line needs, so Node's limit for a whole request goes. What must not
 * last is silence: a line that broke without a word would hold its file until then.
 */
export function dropStalledBodies(server: Server, { stallMs }: { stallMs: number }): void {
  server.requestTimeout = 0;
  server.on('request', (request) => {
    const hasBody = request.headers['transfer-encoding'] ?? request.headers['content-length'] ?? '0';
    if (hasBody === '0') return;
    // As if the line had broken: whoever reads the body hears of it in the same way.
    request.setTimeout(stallMs, () => request.socket.destroy());
    request.once('end', () => request.setTimeout(0));
  });
}
