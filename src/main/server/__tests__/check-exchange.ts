import * as z from 'zod';
import { writeOpenApi } from '../http/openapi.ts';
import { onExchange } from './rest-client.ts';

const api = writeOpenApi('test');

interface KnownOperation {
  readonly pattern: RegExp;
  readonly method: string;
  readonly body: z.ZodType | null;
  readonly good: ReadonlyMap<string, z.ZodType | null>;
}

const compile = (schema: unknown) => z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
const failure = compile((api.components as { schemas: { Failure: unknown } }).schemas.Failure);

type Content = Record<string, { schema: unknown }> | undefined;
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
      body: schemaIn(operation.requestBody?.content),
      good: new Map(
        Object.entries(operation.responses as Record<string, { content?: Content }>).map(([status, one]) => [
          status,
          schemaIn(one.content),
        ]),
      ),
    })),
  );

function assertFits(schema: z.ZodType, value: unknown, what: string): void {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Error(`${what} does not fit openapi.json: ${parsed.error.message}`);
}

/** From here on every exchange of the test's clients is held against the published document. */
export function checkExchanges(): void {
  onExchange(({ method, path, body, answer }) => {
    const pathname = path.split('?')[0] ?? '';
    const operation = operations.find((one) => one.method === method && one.pattern.test(pathname));
    const what = `${method} ${pathname} → ${answer.status}`;
    if (answer.status >= 400) {
      if (operation) assertFits(failure, answer.body, what);
      return;
    }
    if (!operation) {
      if (pathname.startsWith('/api/')) throw new Error(`${what} is not in openapi.json`);
      return;
    }
    const schema = operation.good.get(String(answer.status));
    if (schema === undefined) throw new Error(`openapi.json does not know the status of ${what}`);
    if (schema) assertFits(schema, answer.body, `The answer of ${what}`);
    if (operation.body) assertFits(operation.body, body ?? {}, `The body of ${what}`);
  });
}
