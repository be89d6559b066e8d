import { SIZES } from '#shared/contract/limits.ts';
import type { OpenApiDocument, Operation } from './openapi.ts';

type Paths = OpenApiDocument['paths'];

const BYTES = { 'application/octet-stream': { schema: {} } };
const FAILURE = { $ref: '#/components/responses/Failure' };
const UNCHANGED = { description: 'The caller has it already.' };
const OUTSIDE = { description: 'The range lies outside the file; Content-Range tells its size.' };
const FAILURES = { '4XX': FAILURE, '5XX': FAILURE };

const inPath = (name: string) =>
  ({ name, in: 'path', required: true, schema: { type: 'string', maxLength: 64 } }) as const;
const inQuery = (name: string, isRequired: boolean, schema: Readonly<Record<string, unknown>>) =>
  ({ name, in: 'query', required: isRequired, schema }) as const;

/** Somebody who got a link needs no token: the link says for whom it was made. */
const LINK = ['as', 'until', 'sign'].map((name) => inQuery(name, false, { type: 'string' }));

/** The routes that carry bytes instead of JSON, which the table of the contract cannot describe. */
export function describeByteRoutes(file: Readonly<Record<string, unknown>>): Paths {
  const schema = {
    type: 'object',
    required: ['success', 'file'],
    properties: { success: { const: true }, file },
  };
  const told = { description: 'The file as far as it is here.', content: { 'application/json': { schema } } };
  const sent = { description: 'The bytes.', content: BYTES };
  const shared = { tags: ['files'], security: [{ user: [] }] };
  const requestBody = { required: true, content: BYTES };
  return {
    '/api/files/{fileId}/content': {
      put: {
        ...shared,
        operationId: 'receiveFilePart',
        summary: 'Send the bytes of an upload, or a part of them that begins at the offset.',
        parameters: [inPath('fileId'), inQuery('offset', false, { type: 'string', pattern: '^\\d{1,15}$' })],
        requestBody,
        responses: { '200': told, ...FAILURES },
      },
    },
    '/api/files/{fileId}/thumbnail': {
      put: {
        ...shared,
        operationId: 'receiveThumbnail',
        summary: 'Send a small picture of an own file.',
        parameters: [inPath('fileId')],
        requestBody,
        responses: { '200': told, ...FAILURES },
      },
      get: {
        ...shared,
        operationId: 'sendThumbnail',
        summary: 'A small picture of the file.',
        parameters: [inPath('fileId'), ...LINK],
        responses: { '200': sent, ...FAILURES },
      },
    },
    '/api/files/{fileId}': {
      get: {
        ...shared,
        operationId: 'sendFile',
        summary: 'The file, whole or the ranges that are asked for.',
        parameters: [inPath('fileId'), ...LINK],
        responses: { '200': sent, '206': sent, '304': UNCHANGED, '416': OUTSIDE, ...FAILURES },
      },
    },
  };
}

/** A whole file may also come in one request: with a name in the query the body is the file. */
export function alsoTakeWholeFiles(upload: Operation): Operation {
  const parameters = [
    inQuery('name', false, { type: 'string', minLength: 1, maxLength: SIZES.fileNameGiven }),
    inQuery('sha256', false, { type: 'string', pattern: '^[0-9a-f]{64}$' }),
  ];
  return {
    ...upload,
    parameters: [...upload.parameters, ...parameters],
    requestBody: { required: true, content: { ...upload.requestBody?.content, ...BYTES } },
  };
}
