import * as z from 'zod/mini';
import { ERROR_STATUS } from '#shared/contract/errors.ts';
import { ROUTES, type RouteName } from '#shared/contract/http.ts';
import { RoomFileSchema } from '#shared/model/file.ts';
import { alsoTakeWholeFiles, describeByteRoutes } from './openapi-files.ts';

type JsonSchema = Readonly<Record<string, unknown>> & {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
};

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, unknown>>;
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly security: readonly Record<string, readonly string[]>[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
  };
  readonly responses: Readonly<Record<string, unknown>>;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

const FAILURE = { $ref: '#/components/responses/Failure' };

function toSchema(schema: z.ZodMiniType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest as JsonSchema;
}

function listParameters(name: RouteName): Parameter[] {
  const { params, query } = ROUTES[name];
  return (['path', 'query'] as const).flatMap((place) => {
    const { properties = {}, required = [] } = toSchema(place === 'path' ? params : query, 'input');
    return Object.entries(properties).map(([key, schema]) => ({
      name: key,
      in: place,
      required: place === 'path' || required.includes(key),
      schema,
    }));
  });
}

/** What every good answer has beside the route's own fields. */
function toSuccess(output: z.ZodMiniType): JsonSchema {
  const schema = toSchema(output, 'output');
  return {
    ...schema,
    type: 'object',
    properties: { success: { const: true }, ...schema.properties },
    required: ['success', ...(schema.required ?? [])],
  };
}

function describeGood(name: RouteName) {
  const { produces, output } = ROUTES[name];
  return {
    description: 'Done.',
    content:
      produces === null
        ? { 'application/json': { schema: toSuccess(output) } }
        : { [produces.split(';')[0] as string]: { schema: { type: 'string' } } },
  };
}

function describeOperation(name: RouteName, path: string, isFirst: boolean): Operation {
  const { method, access, summary, status, body } = ROUTES[name];
  const schema = toSchema(body, 'input');
  const hasBody = method !== 'get' && Object.keys(schema.properties ?? {}).length > 0;
  // Sending again with the same clientId answers 200 with the first result.
  const good = status === 201 ? ['201', '200'] : ['200'];
  return {
    // Other spellings of a path need an id of their own.
    operationId: isFirst ? name : `${name}_${path.replace(/\W+/g, '_')}`,
    tags: [path.split('/')[2] ?? 'host'],
    summary,
    security: access === 'user' ? [{ user: [] }] : access === 'admin' ? [{ admin: [] }] : [],
    parameters: listParameters(name),
    ...(hasBody && {
      requestBody: {
        required: (schema.required ?? []).length > 0,
        content: { 'application/json': { schema } },
      },
    }),
    responses: {
      ...Object.fromEntries(good.map((code) => [code, describeGood(name)])),
      '4XX': FAILURE,
      '5XX': FAILURE,
    },
  };
}

const COMPONENTS = {
  securitySchemes: {
    user: { type: 'http', scheme: 'bearer', description: 'The token of POST /api/auth/guest.' },
    admin: { type: 'http', scheme: 'bearer', description: 'The admin token that the host was started with.' },
  },
  schemas: {
    Failure: {
      type: 'object',
      required: ['success', 'error'],
      properties: {
        success: { const: false },
        error: {
          type: 'object',
          required: ['code', 'message'],
          properties: {
            code: { enum: Object.keys(ERROR_STATUS) },
            message: { type: 'string' },
            details: { type: 'object' },
          },
        },
      },
    },
  },
  responses: {
    Failure: {
      description: 'Refused. 429 carries Retry-After in seconds.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
    },
  },
};

/** The OpenAPI 3.1 document of the REST surface, derived from the contract; only what carries bytes is written by hand. */
export function writeOpenApi(version: string): OpenApiDocument {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const route = ROUTES[name];
    for (const [index, path] of route.paths.entries()) {
      const key = path.replace(/:(\w+)/g, '{$1}');
      const operation = describeOperation(name, path, index === 0);
      const described = name === 'createUpload' ? alsoTakeWholeFiles(operation) : operation;
      paths[key] = { ...paths[key], [route.method]: described };
    }
  }
  for (const [path, methods] of Object.entries(describeByteRoutes(toSchema(RoomFileSchema, 'output')))) {
    paths[path] = { ...paths[path], ...methods };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Spaces',
      version,
      description: 'Rooms, people and messages of one host. Times are ISO 8601 in UTC.',
    },
    paths,
    components: COMPONENTS,
  };
}
