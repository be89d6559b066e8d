import { createError, RateLimitedError, SpacesError, UnreachableError } from './errors.ts';
import type { CallOptions } from './types.ts';

export interface Request extends CallOptions {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** How long the host itself may wait with its answer. */
  readonly waitSeconds?: number;
}

export interface Transport {
  /** The answer with its fields in camel case. Throws SpacesError, or what the signal was aborted with. */
  call<T>(request: Request): Promise<T>;
}

export interface TransportOptions {
  readonly url: string;
  /** Another way to the host, for example one that pins its certificate. */
  readonly fetch?: typeof fetch;
}

const SHORTEST_TIMEOUT_S = 30;
const MOST_RETRIES = 5;

const toCamel = (name: string) => name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** Names of the wire become names of TypeScript; what people put into metadata stays as it is. */
function readNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      toCamel(name),
      name === 'metadata' ? field : readNames(field),
    ]),
  );
}

/** Resolves after the time, and rejects at once when the signal fires. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function buildUrl(base: string, { path, query = {} }: Request): string {
  const url = new URL(path.map(encodeURIComponent).join('/'), base.endsWith('/') ? base : `${base}/`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.href;
}

async function readDetail(response: Response): Promise<unknown> {
  try {
    const body = (await response.json()) as { detail?: unknown; error?: { message?: unknown } };
    return body.detail ?? body.error?.message;
  } catch {
    return null;
  }
}

export function createTransport({ url, fetch: send = fetch }: TransportOptions): Transport {
  async function tryOnce<T>(request: Request): Promise<T> {
    const { method, body, headers, waitSeconds = 0, signal } = request;
    const timeout = AbortSignal.timeout(Math.max(SHORTEST_TIMEOUT_S, waitSeconds + 5) * 1_000);
    let response: Response;
    try {
      response = await send(buildUrl(url, request), {
        method,
        headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      if (response.ok) return readNames(await response.json()) as T;
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (error instanceof SpacesError) throw error;
      throw new UnreachableError(0, `The host at ${url} cannot be reached.`, { cause: error });
    }
    throw createError(response.status, await readDetail(response), response.headers.get('retry-after'));
  }

  return {
    async call<T>(request: Request): Promise<T> {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await tryOnce<T>(request);
        } catch (error) {
          // The host did nothing when it said "too much at once": asking again cannot do it twice.
          if (!(error instanceof RateLimitedError) || error.retryAfterMs === null) throw error;
          if (attempt >= MOST_RETRIES) throw error;
          await sleep(error.retryAfterMs, request.signal);
        }
      }
    },
  };
}

/** What may be over in a moment: the host restarts, the network changes, too many asked at once. */
export function isPassing(error: unknown): boolean {
  return error instanceof SpacesError && (error.status === 0 || error.status === 429 || error.status >= 500);
}
