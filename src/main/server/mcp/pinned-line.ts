import { AppError, isErrorCode } from '#shared/contract/errors.ts';
import type { AgentInvitation } from '../domain/agents/agent-invitation.ts';
import { type HostResponse, sendRequest } from '../trust/fetch-pinned.ts';
import { PinMismatchError, PinnedAgent } from '../trust/pinned-agent.ts';

export interface Ask {
  readonly path: string;
  readonly body?: object;
  readonly headers: Readonly<Record<string, string>>;
  readonly waitMs?: number;
  readonly signal?: AbortSignal;
}

/** Encrypted calls to the one host that shows the certificate of the invitation. */
export interface PinnedLine {
  ask<T>(question: Ask): Promise<T>;
  close(): void;
}

const ANSWER_WITHIN_MS = 15_000;
/** A page of the longest messages, with everything that hangs on them. */
const LARGEST_ANSWER = 16 * 1_048_576;

function explain(error: unknown, hostName: string): AppError {
  if (error instanceof PinMismatchError) {
    return new AppError(
      'CERTIFICATE_CHANGED',
      `${hostName} shows another certificate than the one in the invitation. Nothing was said to it. A person there should look at the fingerprint and ask you in again.`,
    );
  }
  return new AppError('NOT_REACHABLE', `${hostName} cannot be reached now.`);
}

/** REST puts a code beside its sentence, the API for programs has the status alone. */
function readRefusal({ status, body }: HostResponse, hostName: string): AppError {
  let told: { error?: { code?: unknown; message?: unknown }; detail?: unknown } = {};
  try {
    told = JSON.parse(body);
  } catch {
    // The status says enough.
  }
  const message = String(told.error?.message ?? told.detail ?? `${hostName} answered with ${status}.`);
  if (isErrorCode(told.error?.code)) return new AppError(told.error.code, message);
  if (status === 401 || status === 403) return new AppError('NOT_ALLOWED', message);
  if (status === 404) return new AppError('ROOM_NOT_FOUND', message);
  if (status === 429) return new AppError('RATE_LIMITED', message);
  return new AppError('NOT_REACHABLE', message);
}

function readAnswer<T>({ body }: HostResponse, hostName: string): T {
  try {
    return JSON.parse(body);
  } catch {
    throw new AppError('NOT_REACHABLE', `${hostName} answers what no host of Spaces says.`);
  }
}

export function openPinnedLine({
  invitation: { fingerprint, hostName, urls },
  foundUrls,
}: {
  invitation: AgentInvitation;
  /** Where the host is now, as far as this machine knows: it may have moved since the invitation. */
  foundUrls: readonly string[];
}): PinnedLine {
  const agent = new PinnedAgent(fingerprint);
  let base: Promise<string> | undefined;

  /** Whoever shows the certificate first; a POST must not be tried at one address after the other. */
  async function findBase(): Promise<string> {
    const places = [...new Set([...foundUrls, ...urls])];
    try {
      return await Promise.any(
        places.map(async (url) => {
          await sendRequest({ agent, url: `${url}/api/host` });
          return url;
        }),
      );
    } catch (failure) {
      const errors: unknown[] = failure instanceof AggregateError ? failure.errors : [];
      throw explain(errors.find((error) => error instanceof PinMismatchError) ?? errors[0], hostName);
    }
  }

  return {
    async ask<T>({ path, body, headers, waitMs = 0, signal }: Ask): Promise<T> {
      base ??= findBase();
      const url = `${await base}${path}`;
      let response: HostResponse;
      try {
        response = await sendRequest({
          agent,
          url,
          headers: { ...headers },
          timeoutMs: ANSWER_WITHIN_MS + waitMs,
          maxBytes: LARGEST_ANSWER,
          ...(body && { method: 'POST', body }),
          ...(signal && { signal }),
        });
      } catch (error) {
        throw explain(error, hostName);
      }
      if (response.status >= 300) throw readRefusal(response, hostName);
      return readAnswer<T>(response, hostName);
    },
    close: () => agent.destroy(),
  };
}
