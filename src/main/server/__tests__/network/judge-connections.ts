import { syncBuiltinESMExports } from 'node:module';
import tls, { type ConnectionOptions, type TLSSocket } from 'node:tls';
import { computeFingerprint } from '../../trust/certificate.ts';

/**
 * What Electron's session does for the window: every TLS connection of this process goes on only under the
 * certificate that is accepted for its address. Sockets of browsers have no other place to say it.
 */
export function judgeConnections(isAccepted: (address: string, fingerprint: string) => boolean): void {
  const connect = tls.connect as (options: ConnectionOptions, onSecure?: () => void) => TLSSocket;
  const judged = (options: ConnectionOptions, onSecure?: () => void) => {
    // The network's own agent pins by itself.
    if (options.rejectUnauthorized === false) return connect(options, onSecure);
    const socket = connect({ ...options, rejectUnauthorized: false });
    socket.prependOnceListener('secureConnect', () => {
      const seen = socket.getPeerX509Certificate();
      if (seen && isAccepted(String(options.host), computeFingerprint(seen.raw))) onSecure?.();
      else socket.destroy(new Error('This certificate is not accepted here'));
    });
    return socket;
  };
  tls.connect = judged as typeof tls.connect;
  syncBuiltinESMExports();
}
