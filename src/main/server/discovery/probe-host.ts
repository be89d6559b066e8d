import { z } from 'zod';
import { fetchFirstContact } from '../trust/fetch-pinned.ts';

const probeTimeoutMs = 2500;
const maxAnswerBytes = 16 * 1024;

/** Loose: a host of another version may say more, or less, and must still be listed with the reason. */
const hostAnswerSchema = z.object({
  hostId: z.string().min(1).max(128),
  startId: z.string().max(128).default(''),
  name: z.string().max(200),
  version: z.string().max(64).default(''),
  protocol: z.int(),
  features: z.array(z.string().max(64)).max(64).default([]),
});

export interface HostInfo extends z.infer<typeof hostAnswerSchema> {
  /** Of the certificate that was shown, never the one that was claimed. */
  fingerprint: string;
}

export type ProbeHost = (address: string, port: number, signal?: AbortSignal) => Promise<HostInfo>;

/** Asks a place who it is. The answer is not trusted with anything yet, so no pin is needed here. */
export const probeHost: ProbeHost = async (address, port, signal) => {
  const host = address.includes(':') ? `[${address}]` : address;
  const { status, body, fingerprint } = await fetchFirstContact({
    url: `https://${host}:${port}/api/host`,
    timeoutMs: probeTimeoutMs,
    maxBytes: maxAnswerBytes,
    ...(signal && { signal }),
  });
  if (status !== 200) throw new Error(`The host answered with status ${status}`);
  return { ...hostAnswerSchema.parse(JSON.parse(body)), fingerprint };
};
