import * as z from 'zod/mini';
import { FileKindSchema, RoomFileSchema, UploadDraftSchema } from '../model/file.ts';
import { Id, QueryNumber, RoomPath, type RouteContract, route } from './route.ts';

const FilePath = z.object({ fileId: Id });

/**
 * Files, as far as they are spoken of in JSON. Beside these, bytes go by themselves: POST /api/rooms/:roomId/files?name=
 * (a whole file), PUT /api/files/:fileId/content?offset= (a part), PUT and GET …/thumbnail, GET /api/files/:fileId.
 */
export const FILE_ROUTES = {
  createUpload: route({
    method: 'post',
    paths: ['/api/rooms/:roomId/files'],
    summary: 'Begin an upload; the bytes follow by PUT to /api/files/:fileId/content, in parts if need be.',
    params: RoomPath,
    body: UploadDraftSchema,
    output: z.object({ file: RoomFileSchema }),
    status: 201,
  }),
  getUpload: route({
    method: 'get',
    paths: ['/api/files/:fileId/status'],
    summary: 'How much of an own file has arrived.',
    params: FilePath,
    output: z.object({ file: RoomFileSchema }),
  }),
  cancelUpload: route({
    method: 'delete',
    paths: ['/api/files/:fileId'],
    summary: 'Give up an own file that was not sent.',
    params: FilePath,
  }),
  listFiles: route({
    method: 'get',
    paths: ['/api/rooms/:roomId/files'],
    summary: 'The files of a room, newest first.',
    params: RoomPath,
    query: z.object({
      kind: z.optional(FileKindSchema),
      limit: z.optional(QueryNumber(1, 200)),
      cursor: z.optional(z.string().check(z.regex(/^[0-9a-z]{1,11}$/, { error: 'is not valid' }))),
    }),
    output: z.object({ files: z.array(RoomFileSchema), nextCursor: z.nullable(z.string()) }),
  }),
  linkFile: route({
    method: 'post',
    paths: ['/api/files/:fileId/link'],
    summary: 'An address that shows or saves the file without a token, for the caller and a few minutes.',
    params: FilePath,
    output: z.object({ url: z.string(), expiresAt: z.string() }),
  }),
} as const satisfies Record<string, RouteContract>;
