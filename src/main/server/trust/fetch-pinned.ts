import { type Agent, request } from 'node:https';
import { FirstContactAgent, PinnedAgent } from './pinned-agent.ts';

const defaultTimeoutMs = 5000;
const defaultMaxBytes = 256 * 1024;

export interface HostRequest {
  url: string;
  method?: 'GET' | 'POST';
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  timeoutMs?: number;
  maxBytes?: number;
  signal?: AbortSignal;
}

export interface HostResponse {
  status: number;
  body: string;
}

/** One request to a known host; rejects with PinMismatchError before anything was said to another one. */
export async function fetchPinned({ pin, ...rest }: HostRequest & { pin: string }): Promise<HostResponse> {
  const agent = new PinnedAgent(pin);
  try {
    return await sendRequest({ agent, ...rest });
  } finally {
    agent.destroy();
  }
}

/** One request to a host met for the first time, with the fingerprint it showed. */
export async function fetchFirstContact(
  hostRequest: HostRequest,
): Promise<HostResponse & { fingerprint: string }> {
  const agent = new FirstContactAgent();
  try {
    const response = await sendRequest({ agent, ...hostRequest });
    if (!agent.fingerprint) throw new Error('The other side showed no certificate');
    return { ...response, fingerprint: agent.fingerprint };
  } finally {
    agent.destroy();
  }
}

/** No redirects, no proxies, a limit for time and size: hosts are strangers until proven. */
export function sendRequest({
  agent,
  url,
  method = 'GET',
  body,
  headers = {},
  timeoutMs = defaultTimeoutMs,
  maxBytes = defaultMaxBytes,
  signal,
}: HostRequest & { agent: Agent }): Promise<HostResponse> {
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body), 'utf8');
  const deadline = AbortSignal.timeout(timeoutMs);
  const limit = signal ? AbortSignal.any([signal, deadline]) : deadline;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      agent,
      method,
      signal: limit,
      headers: {
        accept: 'application/json',
        ...(payload && { 'content-type': 'application/json', 'content-length': payload.length }),
        ...headers,
      },
    });
    const fail = (error: Error) => {
      const hasTimedOut = deadline.aborted && !signal?.aborted;
      reject(hasTimedOut ? new Error('The host did not answer in time', { cause: error }) : error);
    };
    // Node tells a request without a socket only when its connection attempt has ended, seconds later.
    const handleLimit = () => fail(new DOMException('The request was stopped', 'AbortError'));
    limit.addEventListener('abort', handleLimit, { once: true });
    if (limit.aborted) handleLimit();
    outgoing.once('close', () => limit.removeEventListener('abort', handleLimit));
    outgoing.on('error', fail);
    outgoing.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxBytes) outgoing.destroy(new Error('The answer of the host is too long'));
        else chunks.push(chunk);
      });
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    outgoing.end(payload);
  });
}
