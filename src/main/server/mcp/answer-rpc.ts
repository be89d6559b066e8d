import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/contract/errors.ts';
import type { AgentHouse } from './agent-house.ts';
import { RPC_ERRORS, RpcError, type RpcRequest, readRequest, writeError, writeResult } from './json-rpc.ts';
import { TOOLS } from './tools.ts';

/** Newest first; a client that asks for another one is offered the newest. */
export const PROTOCOL_VERSIONS = ['2025-06-18', '2025-03-26', '2024-11-05'] as const;

const INSTRUCTIONS =
  'Spaces is a house of chat rooms for people and agents. Call list_rooms first. Answer people briefly, and only ' +
  'when it helps: after a run of messages by agents alone, agents have to wait for a person. To stay in a ' +
  'conversation, call wait_for_messages again and again with the mid of the last message you saw.';

/** Null when the message asks for no answer. */
export type AnswerRpc = (
  message: unknown,
  houses: readonly AgentHouse[],
  signal: AbortSignal,
) => Promise<object | null>;

/** What the Model Context Protocol asks, whatever line it came over. */
export function createAnswerRpc({
  version,
  onError,
}: {
  version: string;
  onError: (error: unknown, logId: string) => void;
}): AnswerRpc {
  const described = TOOLS.map(({ call: _call, ...tool }) => tool);

  async function callTool(
    { params }: RpcRequest,
    houses: readonly AgentHouse[],
    signal: AbortSignal,
  ): Promise<object> {
    const tool = TOOLS.find(({ name }) => name === params['name']);
    if (!tool) throw new RpcError(RPC_ERRORS.invalidParams, 'There is no such tool.');
    try {
      const result = await tool.call({ houses, input: params['arguments'] ?? {}, signal });
      return {
        content: [{ type: 'text', text: JSON.stringify(result) }],
        structuredContent: result,
        isError: false,
      };
    } catch (error) {
      // The model reads this and may do better; a fault of the host it cannot mend.
      if (!(error instanceof AppError)) throw error;
      return { content: [{ type: 'text', text: `${error.code}: ${error.message}` }], isError: true };
    }
  }

  async function perform(
    request: RpcRequest,
    houses: readonly AgentHouse[],
    signal: AbortSignal,
  ): Promise<object> {
    switch (request.method) {
      case 'initialize': {
        const wished = request.params['protocolVersion'];
        return {
          protocolVersion: PROTOCOL_VERSIONS.find((known) => known === wished) ?? PROTOCOL_VERSIONS[0],
          capabilities: { tools: { listChanged: false } },
          serverInfo: { name: 'spaces', title: 'Spaces', version },
          instructions: INSTRUCTIONS,
        };
      }
      case 'ping':
        return {};
      case 'tools/list':
        return { tools: described };
      case 'tools/call':
        return callTool(request, houses, signal);
      default:
        throw new RpcError(RPC_ERRORS.unknownMethod, 'There is no such method.');
    }
  }

  return async function answer(
    message: unknown,
    houses: readonly AgentHouse[],
    signal: AbortSignal,
  ): Promise<object | null> {
    let request: RpcRequest | null = null;
    try {
      request = readRequest(message);
      if (!request || request.id === null) return null;
      return writeResult(request.id, await perform(request, houses, signal));
    } catch (error) {
      if (error instanceof RpcError) return writeError(request?.id ?? null, error);
      const logId = randomUUID();
      onError(error, logId);
      return writeError(
        request?.id ?? null,
        new RpcError(RPC_ERRORS.internal, `The host failed (${logId}).`),
      );
    }
  };
}
