/**
 * What the writer needs to know of Engine.IO and ws beyond their public types. Everything is optional: when a
 * later version hides or renames a part, connections fall back to the ordinary path instead of breaking.
 */
interface EngineInternals {
  readonly readyState: string;
  readonly upgrading?: boolean;
  readonly writeBuffer?: readonly unknown[];
  readonly transport?: {
    readonly name: string;
    readonly readyState?: string;
    readonly perMessageDeflate?: unknown;
    readonly socket?: WebSocketInternals;
  };
  write(text: string, options?: object): unknown;
  close(discard?: boolean): void;
  on(event: 'drain', listener: () => void): unknown;
}

interface WebSocketInternals {
  readonly readyState: number;
  readonly bufferedAmount: number;
  readonly _socket?: NetSocket | null;
  terminate(): void;
}

export interface NetSocket {
  readonly writable: boolean;
  readonly writableLength: number;
  write(bytes: Buffer): boolean;
}

export type EngineConnection = EngineInternals;

const WEBSOCKET_OPEN = 1;

/** The one cast from Engine.IO's published type, whose upgrade flag and transport socket are private. */
export function asEngineConnection(connection: unknown): EngineConnection {
  return connection as EngineConnection;
}

/**
 * The raw socket, when writing to it directly keeps the order of everything else on this connection: an open
 * WebSocket, no upgrade under way, nothing waiting in Engine.IO's buffer, nothing queued or compressed in ws.
 */
export function getDirectSocket(connection: EngineConnection): NetSocket | null {
  if (connection.readyState !== 'open' || connection.upgrading !== false) return null;
  if (connection.writeBuffer?.length !== 0) return null;
  const transport = connection.transport;
  if (transport?.name !== 'websocket' || transport.readyState !== 'open' || transport.perMessageDeflate) {
    return null;
  }
  const webSocket = transport.socket;
  const socket = webSocket?._socket;
  if (!webSocket || !socket || webSocket.readyState !== WEBSOCKET_OPEN || !socket.writable) return null;
  // ws counts what its sender still holds on top of the socket's own buffer.
  return webSocket.bufferedAmount === socket.writableLength ? socket : null;
}

/** Bytes that wait in the kernel's queue of this process for a reader that does not read. */
export function countWaitingBytes(connection: EngineConnection): number {
  return connection.transport?.socket?._socket?.writableLength ?? 0;
}

/** Ends the connection at once. A polite close frame would queue behind all that the reader did not take. */
export function cutConnection(connection: EngineConnection): void {
  const webSocket = connection.transport?.socket;
  if (typeof webSocket?.terminate === 'function') webSocket.terminate();
  else connection.close(true);
}

/** Lets go of the first request, with headers and token: it would stay in memory as long as the connection. */
export function forgetHandshake(socket: { readonly conn: unknown; readonly handshake: object }): void {
  (socket.conn as { request: unknown }).request = null;
  Object.assign(socket.handshake, { headers: {}, auth: {}, query: {} });
}
