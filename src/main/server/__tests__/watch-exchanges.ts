import { checkExchange } from './check-exchange.ts';

const isWatched = Symbol('held against openapi.json');
type Fetch = typeof fetch & { readonly [isWatched]?: true };

const isJson = (headers: Headers) => headers.get('content-type')?.includes('application/json') === true;

function readSent(init: RequestInit | undefined): unknown {
  if (!isJson(new Headers(init?.headers))) return;
  const sent = init?.body;
  try {
    if (typeof sent === 'string') return JSON.parse(sent);
    if (sent instanceof Uint8Array) return JSON.parse(new TextDecoder().decode(sent));
  } catch {
    // What is no JSON is refused, and a refusal is looked at without the body.
  }
}

/** Fetches, and throws when what went there or came back is not as the published document says. */
export function createCheckedFetch(plainFetch: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await plainFetch(input, init);
    const url = new URL(input instanceof Request ? input.url : input);
    const method = (init?.method ?? (input instanceof Request ? input.method : 'GET')).toUpperCase();
    // Preflights and HEAD have no body to look at.
    if (method === 'OPTIONS' || method === 'HEAD') return response;
    const answer: unknown = isJson(response.headers) ? await response.clone().json() : '';
    const path = url.pathname + url.search;
    checkExchange({ method, path, body: readSent(init), status: response.status, answer });
    return response;
  };
}

/** From here on every request of the test file is checked, whoever sends it. */
export function watchExchanges(): void {
  const plainFetch: Fetch = globalThis.fetch;
  if (plainFetch[isWatched]) return;
  globalThis.fetch = Object.assign(createCheckedFetch(plainFetch), { [isWatched]: true as const });
}
