import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { ROUTES } from '#shared/contract/http.ts';
import { checkExchange, type Exchange } from './check-exchange.ts';
import { expectStatus, startTestHost } from './test-host.ts';
import { createCheckedFetch } from './watch-exchanges.ts';

interface Operation {
  operationId: string;
  summary: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  responses: Record<string, unknown>;
  security: Record<string, string[]>[];
  requestBody?: { content: Record<string, { schema: { type: string; properties: object } }> };
}

async function readDocument() {
  const host = await startTestHost();
  const answer = expectStatus(await host.visitor.get('/openapi.json'), 200);
  const operations = Object.entries(answer.body.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return { host, document: answer.body, operations };
}

function* findRefs(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$ref' && typeof inner === 'string') yield inner;
    else yield* findRefs(inner);
  }
}

describe('A8 the OpenAPI document', () => {
  it('is version 3.1 and has every route of the contract under every path', async () => {
    const { document, operations } = await readDocument();
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({
      title: 'Spaces',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
    const spelled = Object.values(ROUTES).flatMap(({ method, paths }) =>
      paths.map((path) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`),
    );
    const found = operations.map(({ method, path }) => `${method} ${path}`);
    expect(found).toEqual(expect.arrayContaining(spelled));
    // Beside these only what carries bytes.
    expect(found.filter((one) => !spelled.includes(one)).sort()).toEqual([
      'get /api/files/{fileId}',
      'get /api/files/{fileId}/thumbnail',
      'put /api/files/{fileId}/content',
      'put /api/files/{fileId}/thumbnail',
    ]);
  });

  it('is valid by the official schema of OpenAPI 3.1, which a wrong document is not', async () => {
    const { document } = await readDocument();
    const validator = new Validator();
    expect(await validator.validate(document)).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    const { info: _, ...nameless } = document;
    expect(await validator.validate(nameless)).toMatchObject({ valid: false });
    const unanswered = { ...document, paths: { '/x': { get: { responses: { fine: {} } } } } };
    expect(await validator.validate(unanswered)).toMatchObject({ valid: false });
  });

  it('is well formed: ids are unique, path parameters are declared, references lead somewhere', async () => {
    const { document, operations } = await readDocument();
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters.filter((one) => one.in === 'path');
      expect(declared.map((one) => one.name).sort()).toEqual(inPath.sort());
      expect(declared.every((one) => one.required)).toBe(true);
      expect(operation.summary).toMatch(/\.$/);
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['4XX', '5XX']));
      for (const scheme of operation.security.flatMap((one) => Object.keys(one))) {
        expect(document.components.securitySchemes).toHaveProperty(scheme);
      }
    }
    for (const ref of findRefs(document)) {
      expect(ref).toMatch(/^#\//);
      const target = ref
        .slice(2)
        .split('/')
        .reduce((node, key) => node?.[key], document);
      expect({ ref, target }).toEqual({ ref, target: expect.any(Object) });
    }
  });

  it('has a page that loads nothing from elsewhere and holds to the strict policy', async () => {
    const { host } = await readDocument();
    const page = expectStatus(await host.visitor.get('/api-docs'), 200);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(page.body).not.toMatch(/<style|<script(?![^>]*src=)|\son\w+=|\sstyle=|https?:/);
    for (const [path, type] of [
      ['/api-docs/page.js', 'javascript'],
      ['/api-docs/page.css', 'css'],
    ] as const) {
      const file = expectStatus(await host.visitor.get(path), 200);
      expect(file.headers.get('content-type')).toContain(type);
      expect(file.body).not.toMatch(/https?:/);
    }
  });
});

describe('A8 every request of the integration tests is held against it', () => {
  const user = {
    id: 'u1',
    displayName: 'Ann',
    kind: 'person',
    status: 'online',
    statusText: null,
    statusUntil: null,
    lastSeen: null,
  };
  const right: Exchange = {
    method: 'POST',
    path: '/api/auth/guest',
    body: { displayName: 'Ann' },
    status: 201,
    answer: { success: true, user, token: 't' },
  };

  it('lets pass what is right', () => {
    expect(() => checkExchange(right)).not.toThrow();
    expect(() => checkExchange({ ...right, path: '/api/host', method: 'GET', status: 404 })).toThrow();
    const answer = { success: false, error: { code: 'NOT_ALLOWED', message: 'No.' } };
    expect(() => checkExchange({ ...right, status: 403, body: 'anything', answer })).not.toThrow();
  });

  it.each<[string, Partial<Exchange>, RegExp]>([
    ['an answer without a promised field', { answer: { success: true, user } }, /answer of POST/],
    ['a field of another type', { answer: { ...(right.answer as object), token: 1 } }, /answer of POST/],
    ['a body of another type', { body: { displayName: 1 } }, /body of POST/],
    ['a body without what is needed', { body: {} }, /body of POST/],
    ['a status that is not described', { status: 202 }, /status of POST/],
    ['a route that is not described', { path: '/api/nowhere' }, /not in openapi/],
    ['a query that is not described', { path: '/api/auth/guest?as=me' }, /query as/],
    ['a failure of another form', { status: 400, answer: { message: 'No.' } }, /answer of POST/],
    [
      'a failure with a code that is not listed',
      { status: 400, answer: { success: false, error: { code: 'ODD', message: 'No.' } } },
      /answer of POST/,
    ],
  ])('refuses %s', (_title, change, complaint) => {
    expect(() => checkExchange({ ...right, ...change })).toThrow(complaint);
  });

  it('whoever sends it: a host that answers otherwise fails the request itself', async () => {
    const answerWith = (body: unknown) => createCheckedFetch(async () => Response.json(body));
    const url = 'http://127.0.0.1:1/api/notifications?limit=5';
    const promised = { success: true, notifications: [], unreadCount: 0, nextCursor: null };
    expect((await answerWith(promised)(url)).status).toBe(200);
    await expect(answerWith({ success: true })(url)).rejects.toThrow('does not fit openapi.json');
  });
});
