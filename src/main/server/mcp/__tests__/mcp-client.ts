import { expect } from 'vitest';
import type { TestHost } from '../../__tests__/test-host.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks at results of every shape
export type Json = any;

export async function post(
  host: Pick<TestHost, 'url'>,
  secret: string | null,
  body: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${host.url}/mcp`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      ...(secret && { Authorization: `Bearer ${secret}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Json };
}

/** An MCP client on the machine of a host, with what it shows there. */
export function createMcpClient(host: Pick<TestHost, 'url'>, bearer: string) {
  let id = 0;
  const ask = async (method: string, params: object = {}) => {
    id += 1;
    const own = id;
    const { status, body } = await post(host, bearer, { jsonrpc: '2.0', id: own, method, params });
    expect([status, body.id]).toEqual([200, own]);
    return body;
  };
  const call = async (name: string, input: object = {}): Promise<Json> =>
    (await ask('tools/call', { name, arguments: input })).result;
  return { ask, call };
}
