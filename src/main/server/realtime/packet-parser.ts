import { EventEmitter } from 'node:events';

/**
 * Socket.IO's packet format (protocol 5), with two differences inside this process only: an acknowledgement id
 * arrives as last argument of its event, so that the answer can leave together with the pushes around it; and
 * binary attachments are dropped, because nothing in the contract carries any.
 */

const CONNECT = 0;
const DISCONNECT = 1;
const EVENT = 2;
const ACK = 3;
const BINARY_EVENT = 5;
const BINARY_ACK = 6;

const MAX_ATTACHMENTS = 10;
const RESERVED = new Set([
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
]);

/** The last argument of an event whose sender waits for an answer. */
export class AckTicket {
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }
}

interface Packet {
  type: number;
  nsp: string;
  data?: unknown;
  id?: number;
}

class PacketEncoder {
  encode(packet: Packet): string[] {
    const namespace = packet.nsp && packet.nsp !== '/' ? `${packet.nsp},` : '';
    const data = packet.data === undefined ? '' : JSON.stringify(packet.data);
    return [`${packet.type}${namespace}${packet.id ?? ''}${data}`];
  }
}

class PacketDecoder extends EventEmitter {
  #attachmentsToDrop = 0;

  /** Throws on anything malformed; Socket.IO then closes the connection. */
  add(data: unknown): void {
    if (typeof data !== 'string') {
      if (this.#attachmentsToDrop === 0) throw new Error('unexpected binary data');
      this.#attachmentsToDrop -= 1;
      return;
    }
    if (this.#attachmentsToDrop > 0) throw new Error('expected binary data');
    const { packet, attachments } = decodePacket(data);
    this.#attachmentsToDrop = attachments;
    this.emit('decoded', packet);
  }

  destroy(): void {
    this.removeAllListeners();
  }
}

export const packetParser = { Encoder: PacketEncoder, Decoder: PacketDecoder };

function decodePacket(text: string): { packet: Packet; attachments: number } {
  let at = 1;
  let type = text.charCodeAt(0) - 48;
  let attachments = 0;
  if (type === BINARY_EVENT || type === BINARY_ACK) {
    const dash = text.indexOf('-', at);
    attachments = dash > at ? Number(text.slice(at, dash)) : Number.NaN;
    if (!Number.isInteger(attachments) || attachments < 0 || attachments > MAX_ATTACHMENTS) {
      throw new Error('illegal attachments');
    }
    at = dash + 1;
    type = type === BINARY_EVENT ? EVENT : ACK;
  }
  if (type !== CONNECT && type !== DISCONNECT && type !== EVENT && type !== ACK) {
    throw new Error('unknown packet type');
  }
  let nsp = '/';
  if (text.charCodeAt(at) === 47) {
    const comma = text.indexOf(',', at);
    nsp = text.slice(at, comma === -1 ? undefined : comma);
    at = comma === -1 ? text.length : comma + 1;
  }
  const idStart = at;
  while (isDigit(text.charCodeAt(at))) at += 1;
  const id = at > idStart ? Number(text.slice(idStart, at)) : undefined;
  if (id !== undefined && !Number.isSafeInteger(id)) throw new Error('illegal id');
  const data: unknown = at < text.length ? JSON.parse(text.slice(at)) : undefined;
  return { packet: buildPacket(type, nsp, id, data), attachments };
}

function buildPacket(type: number, nsp: string, id: number | undefined, data: unknown): Packet {
  if (type === EVENT) {
    if (!Array.isArray(data) || typeof data[0] !== 'string' || RESERVED.has(data[0])) {
      throw new Error('invalid payload');
    }
    if (id !== undefined) data.push(new AckTicket(id));
    return { type, nsp, data };
  }
  if (type === ACK) {
    if (!Array.isArray(data) || id === undefined) throw new Error('invalid payload');
    return { type, nsp, data, id };
  }
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  if (data !== undefined && (type === DISCONNECT || !isObject)) throw new Error('invalid payload');
  return { type, nsp, data };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
