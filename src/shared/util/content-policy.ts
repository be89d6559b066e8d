/**
 * What the interface may load: its own files and nothing else. Scripts and styles only from its own origin, so
 * neither a message nor a name can ever run. `connect` differs: a desktop window talks to many hosts.
 */
export function describeContentPolicy({ connect }: { connect: string }): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self' blob:",
    "manifest-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** For the page itself and for the desktop window. A host that serves browsers narrows it further. */
export const ANY_HOST = "'self' http: https: ws: wss:";
