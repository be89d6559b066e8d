import * as z from 'zod';
import { writeOpenApi } from '../http/openapi.ts';

export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Undefined where none was sent, or where it is no JSON. */
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

interface KnownOperation {
  readonly pattern: RegExp;
  readonly method: string;
  readonly query: ReadonlyMap<string, { readonly schema: z.ZodType; readonly isRequired: boolean }>;
  readonly body: z.ZodType | null;
  readonly takesBytes: boolean;
  readonly good: ReadonlyMap<string, z.ZodType | null>;
}

type Content = Record<string, { schema: unknown }> | undefined;

const api = writeOpenApi('test');
const compile = (schema: unknown) => z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
const failure = compile((api.components as { schemas: { Failure: unknown } }).schemas.Failure);

const schemaIn = (content: Content) => {
  const json = content?.['application/json'];
  return json ? compile(json.schema) : null;
};

/** More fixed text first, as a router would choose: /rooms/team before /rooms/{roomId}. */
const operations: KnownOperation[] = Object.entries(api.paths)
  .sort(([a], [b]) => (a.match(/\{/g) ?? []).length - (b.match(/\{/g) ?? []).length)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      pattern: new RegExp(`^${path.replace(/[.]/g, '[.]').replace(/\{\w+\}/g, '[^/]+')}$`),
      method: method.toUpperCase(),
      query: new Map(
        operation.parameters
          .filter((one) => one.in === 'query')
          .map(({ name, schema, required }) => [name, { schema: compile(schema), isRequired: required }]),
      ),
      body: schemaIn(operation.requestBody?.content),
      takesBytes: operation.requestBody?.content['application/octet-stream'] !== undefined,
      good: new Map(
        Object.entries(operation.responses as Record<string, { content?: Content }>).map(([status, one]) => [
          status,
          schemaIn(one.content),
        ]),
      ),
    })),
  );

/** The deaddrop dialect has these under /api too; its own page describes them. */
const OF_DEADDROP = /^\/api\/invites\/[^/]+\/(info|claim)$/;

function assertFits(schema: z.ZodType, value: unknown, what: string): void {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Error(`${what} does not fit openapi.json: ${parsed.error.message}`);
}

function assertQueryFits({ query }: KnownOperation, sent: URLSearchParams, what: string): void {
  for (const [name, value] of sent) {
    const known = query.get(name);
    // Nobody writes such names to be understood: they are what hostile tests send.
    if (!known && !/^\w+$/.test(name)) continue;
    if (!known) throw new Error(`The query ${name} of ${what} is not in openapi.json`);
    assertFits(known.schema, value, `The query ${name} of ${what}`);
  }
  for (const [name, { isRequired }] of query) {
    if (isRequired && !sent.has(name)) throw new Error(`openapi.json wants the query ${name} in ${what}`);
  }
}

/** Throws unless a request of the REST surface and its answer are as the published document says. */
export function checkExchange({ method, path, body, status, answer }: Exchange): void {
  const { pathname, searchParams } = new URL(path, 'http://host');
  if (OF_DEADDROP.test(pathname)) return;
  const operation = operations.find((one) => one.method === method && one.pattern.test(pathname));
  const what = `${method} ${pathname} → ${status}`;
  if (status >= 400) {
    const isSpecial = operation?.good.has(String(status)) === true;
    const isOurs = operation !== undefined || pathname.startsWith('/api/');
    if (isOurs && !isSpecial) assertFits(failure, answer, `The answer of ${what}`);
    return;
  }
  if (!operation) {
    if (pathname.startsWith('/api/')) throw new Error(`${what} is not in openapi.json`);
    return;
  }
  const schema = operation.good.get(String(status));
  if (schema === undefined) throw new Error(`openapi.json does not know the status of ${what}`);
  if (schema) assertFits(schema, answer, `The answer of ${what}`);
  assertQueryFits(operation, searchParams, what);
  const isBytes = operation.takesBytes && body === undefined;
  if (operation.body && !isBytes) assertFits(operation.body, body ?? {}, `The body of ${what}`);
}
