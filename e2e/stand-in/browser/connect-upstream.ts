import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

export interface Destination {
  host: string;
  port: number;
  isSecure: boolean;
}

/** Asked once per TLS connection, before a single byte of the request leaves. */
export type VerifyPeer = (host: string, socket: TLSSocket) => Promise<boolean>;

const NEAR =
  /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd][0-9a-f]{2}:|fe80:)|\.local$/i;

/** The tests never leave the local network, whatever the app asks for. */
export function isNearby(host: string): boolean {
  return NEAR.test(host.replace(/^\[|\]$/g, ''));
}

export async function connectUpstream(to: Destination, verifyPeer: VerifyPeer): Promise<Socket> {
  const host = to.host.replace(/^\[|\]$/g, '');
  if (!isNearby(host)) throw new Error(`${host} is not on the local network`);
  const socket = to.isSecure
    ? connectTls({ host, port: to.port, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] })
    : connectTcp({ host, port: to.port });
  await new Promise<void>((resolve, reject) => {
    socket.once(to.isSecure ? 'secureConnect' : 'connect', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => socket.destroy());
  if ('getPeerX509Certificate' in socket && !(await verifyPeer(to.host, socket as TLSSocket))) {
    socket.destroy();
    throw new Error(`certificate of ${host}:${to.port} refused`);
  }
  return socket;
}
