import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLoopback } from '../wire/loopback.ts';
import type { AgentHouse } from './agent-house.ts';
import { createAnswerRpc, PROTOCOL_VERSIONS } from './answer-rpc.ts';
import { isObject, RPC_ERRORS, RpcError, writeError } from './json-rpc.ts';
import { createHouseOpener, type HouseOptions } from './open-houses.ts';

interface Options extends HouseOptions {
  version: string;
  bodyBytes: number;
  onError: (error: unknown, logId: string) => void;
}

const MOST_IN_A_BATCH = 20;

function send(response: ServerResponse, status: number, value?: unknown): void {
  if (response.destroyed || response.headersSent) return;
  const bytes = value === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(value));
  response.statusCode = status;
  if (value !== undefined) response.setHeader('Content-Type', 'application/json');
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}

async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) throw new RpcError(RPC_ERRORS.invalidRequest, 'The request is too large.');
    chunks.push(chunk as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new RpcError(RPC_ERRORS.parse, 'The body is not valid JSON.');
  }
}

/**
 * The Model Context Protocol over HTTP, without sessions: each POST is answered by itself. For agents on this
 * machine; each shows the secret of an identity of its own, or invitations into rooms of other hosts.
 */
export function createMcp({ version, bodyBytes, onError, ...houseOptions }: Options): {
  handle(request: IncomingMessage, response: ServerResponse): void;
} {
  const openHouses = createHouseOpener(houseOptions);
  const answer = createAnswerRpc({ version, onError });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isLoopback(request.socket.remoteAddress)) return send(response, 403);
    const opened = await openHouses(request.headers.authorization);
    if (!opened) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      return send(
        response,
        401,
        writeError(null, new RpcError(RPC_ERRORS.invalidRequest, 'A valid secret or invitation is needed.')),
      );
    }
    try {
      await serveAgent(request, response, opened.houses);
    } finally {
      opened.close();
    }
  }

  async function serveAgent(
    request: IncomingMessage,
    response: ServerResponse,
    houses: readonly AgentHouse[],
  ): Promise<void> {
    if (request.method !== 'POST') {
      response.setHeader('Allow', 'POST');
      return send(response, 405);
    }
    const wished = request.headers['mcp-protocol-version'];
    if (wished !== undefined && !PROTOCOL_VERSIONS.some((known) => known === wished)) {
      return send(
        response,
        400,
        writeError(null, new RpcError(RPC_ERRORS.invalidRequest, 'That version is not spoken here.')),
      );
    }
    const gone = new AbortController();
    // Only for who went away: making an abort costs more than a whole answer.
    response.on('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    let body: unknown;
    try {
      body = await readJson(request, bodyBytes);
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      return send(response, 400, writeError(null, error));
    }
    if (!Array.isArray(body)) {
      const reply = await answer(body, houses, gone.signal);
      const isRefused = reply !== null && 'error' in reply && !isObject(body);
      return reply === null ? send(response, 202) : send(response, isRefused ? 400 : 200, reply);
    }
    if (body.length === 0 || body.length > MOST_IN_A_BATCH) {
      return send(
        response,
        400,
        writeError(null, new RpcError(RPC_ERRORS.invalidRequest, 'That is no batch.')),
      );
    }
    const replies = await Promise.all(body.map((message) => answer(message, houses, gone.signal)));
    const told = replies.filter((reply) => reply !== null);
    return told.length === 0 ? send(response, 202) : send(response, 200, told);
  }

  return {
    handle(request, response) {
      serve(request, response).catch((error: unknown) => {
        onError(error, randomUUID());
        send(
          response,
          500,
          writeError(null, new RpcError(RPC_ERRORS.internal, 'Something went wrong on the host.')),
        );
      });
    },
  };
}
