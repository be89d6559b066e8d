import type * as z from 'zod/mini';
import { isErrorCode } from '#shared/contract/errors.ts';
import { ROUTES, type RouteName, type RouteOutput } from '#shared/contract/http.ts';
import { type Failure, fail, type Result, succeed } from '#shared/contract/result.ts';

type BodyOf<N extends RouteName> = z.input<(typeof ROUTES)[N]['body']>;
type ParamsOf<N extends RouteName> = z.input<(typeof ROUTES)[N]['params']>;

export interface RouteCall<N extends RouteName> {
  baseUrl: string;
  name: N;
  token?: string | undefined;
  params?: ParamsOf<N>;
  query?: Record<string, string | number | undefined>;
  body?: BodyOf<N>;
}

const ANSWER_WITHIN_MS = 10_000;

function buildUrl<N extends RouteName>({ baseUrl, name, params, query }: RouteCall<N>): string {
  const values = (params ?? {}) as Record<string, string>;
  const path = ROUTES[name].paths[0].replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(values[key] ?? ''),
  );
  const url = new URL(path, baseUrl);
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined) url.searchParams.set(key, String(value));
  }
  return url.href;
}

export function readFailure(body: unknown, status: number): Failure {
  const error = (body as { error?: { code?: unknown; message?: unknown; details?: unknown } } | null)?.error;
  if (error && isErrorCode(error.code)) {
    const failure = { code: error.code, message: String(error.message ?? error.code) };
    return typeof error.details === 'object' && error.details !== null
      ? { ...failure, details: error.details as Record<string, unknown> }
      : failure;
  }
  return { code: 'INTERNAL', message: `The host answered with status ${status}.` };
}

/** A route that gives a file: its name stands in a header, its text is the body. */
async function readFileAnswer(response: Response): Promise<{ fileName: string; content: string }> {
  const named = /filename="?([^";]+)/i.exec(response.headers.get('content-disposition') ?? '');
  return { fileName: named?.[1] ?? 'download', content: await response.text() };
}

/** One REST request to a host, typed by the contract. Never rejects. */
export async function callRoute<N extends RouteName>(call: RouteCall<N>): Promise<Result<RouteOutput<N>>> {
  const route = ROUTES[call.name];
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(buildUrl(call), {
      method: route.method.toUpperCase(),
      headers: {
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    body = route.produces !== null && response.ok ? await readFileAnswer(response) : await response.json();
  } catch {
    return fail({ code: 'NOT_REACHABLE', message: 'The host did not answer.' });
  }
  if (!response.ok) return fail(readFailure(body, response.status));
  const parsed = route.output.safeParse(body);
  if (!parsed.success) return fail({ code: 'INTERNAL', message: 'The host gave an unexpected answer.' });
  return succeed(parsed.data as RouteOutput<N>);
}
