/** JSON-RPC 2.0, as far as a server needs it. */
export type RpcId = string | number;

export interface RpcRequest {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Null for a notification, which is not answered. */
  readonly id: RpcId | null;
}

export const RPC_ERRORS = {
  parse: -32_700,
  invalidRequest: -32_600,
  unknownMethod: -32_601,
  invalidParams: -32_602,
  internal: -32_603,
} as const;

export class RpcError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Null for an answer of the client to something that was never asked. */
export function readRequest(message: unknown): RpcRequest | null {
  if (!isObject(message) || message['jsonrpc'] !== '2.0') {
    throw new RpcError(RPC_ERRORS.invalidRequest, 'That is no JSON-RPC 2.0 message.');
  }
  const { method, params = {}, id = null } = message;
  if (method === undefined && ('result' in message || 'error' in message)) return null;
  if (typeof method !== 'string' || (id !== null && typeof id !== 'string' && typeof id !== 'number')) {
    throw new RpcError(
      RPC_ERRORS.invalidRequest,
      'A request has a method, and an id that is a text or a number.',
    );
  }
  if (!isObject(params)) throw new RpcError(RPC_ERRORS.invalidParams, 'params is an object.');
  return { method, params, id };
}

export const writeResult = (id: RpcId, result: unknown) => ({ jsonrpc: '2.0', id, result });

export function writeError(id: RpcId | null, error: RpcError) {
  return { jsonrpc: '2.0', id, error: { code: error.code, message: error.message } };
}
