import type { AgentHouse } from './agent-house.ts';

export interface ToolCall {
  /** The hosts the client has an identity on. */
  readonly houses: readonly AgentHouse[];
  readonly input: unknown;
  /** Fires when the client goes away. */
  readonly signal: AbortSignal;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: object;
  readonly annotations: { readonly readOnlyHint: boolean };
  call(call: ToolCall): Promise<object>;
}
