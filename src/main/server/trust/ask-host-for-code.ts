import { z } from 'zod';
import { type CodeJoinResult, type JoinTransport, joinByCode } from './code-join-joiner.ts';
import { codeJoinPaths, type JoinReply, refusalSchema } from './code-join-messages.ts';
import { sendRequest } from './fetch-pinned.ts';
import type { PinStore } from './pin-store.ts';
import { PinnedAgent } from './pinned-agent.ts';

export interface HostToAsk {
  hostId: string;
  name: string;
  /** As seen in TLS by this side, not as claimed. */
  fingerprint: string;
  address: string;
  port: number;
}

/**
 * Asks one host for a code over TLS. A host known under another certificate is not asked at all
 * (FingerprintChangedError); a proven one is remembered as verified by code.
 */
export async function askHostForCode({
  host,
  code,
  pins,
  signal,
}: {
  host: HostToAsk;
  code: string;
  pins: PinStore;
  signal?: AbortSignal;
}): Promise<CodeJoinResult> {
  pins.checkFingerprint(host.hostId, host.fingerprint);
  const agent = new PinnedAgent(host.fingerprint);
  try {
    const transport = createJoinTransport({ agent, host, ...(signal && { signal }) });
    const { hostId, fingerprint } = host;
    const result = await joinByCode({ code, binding: { hostId, fingerprint }, transport });
    if (result.ok) await pins.rememberHost({ ...host, verifiedBy: 'code' });
    return result;
  } finally {
    agent.destroy();
  }
}

function createJoinTransport({
  agent,
  host,
  signal,
}: {
  agent: PinnedAgent;
  host: HostToAsk;
  signal?: AbortSignal;
}): JoinTransport {
  const base = `https://${host.address.includes(':') ? `[${host.address}]` : host.address}:${host.port}`;
  const post = async (path: string, body: unknown): Promise<JoinReply<unknown>> => {
    const response = await sendRequest({
      agent,
      url: `${base}${path}`,
      method: 'POST',
      body,
      ...(signal && { signal }),
    });
    return readReply(response.body);
  };
  return {
    start: (request) => post(codeJoinPaths.start, request),
    finish: (request) => post(codeJoinPaths.finish, request),
  };
}

/** The envelope of every REST answer: `{success: true, …}` or `{success: false, error}`. */
const envelopeSchema = z.union([
  z.looseObject({ success: z.literal(true) }),
  z.object({
    success: z.literal(false),
    error: z.object({
      code: z.string(),
      details: z.object({ retryAfterMs: z.number().optional() }).optional(),
    }),
  }),
]);

function readReply(body: string): JoinReply<unknown> {
  try {
    const reply = envelopeSchema.parse(JSON.parse(body));
    if (reply.success) return { ok: true, answer: reply };
    const { code, details } = reply.error;
    return { ok: false, error: refusalSchema.parse({ code, retryAfterMs: details?.retryAfterMs }) };
  } catch {
    return { ok: false, error: { code: 'BAD_REQUEST' } };
  }
}
