import type { ErrorCode } from '#shared/contract/errors.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** What the answer carried; objects only, so that a test reads fields without ceremony. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at bodies of every shape
  readonly body: any;
  readonly errorCode: ErrorCode | undefined;
}

export interface RestClient {
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body?: unknown): Promise<Answer>;
  delete(path: string, body?: unknown): Promise<Answer>;
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const body = isJson && text !== '' ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body, errorCode: body?.error?.code };
}

export function createRestClient(url: () => string, token: string | null): RestClient {
  async function call(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${url()}${path}`, {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return readAnswer(response);
  }
  return {
    call,
    get: (path) => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
    put: (path, body) => call('PUT', path, body),
    delete: (path, body) => call('DELETE', path, body),
  };
}
