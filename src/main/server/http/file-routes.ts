import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import * as z from 'zod/mini';
import { AppError } from '#shared/contract/errors.ts';
import { SIZES } from '#shared/contract/limits.ts';
import { parseInput } from '#shared/contract/parse-input.ts';
import { Sha256Schema } from '#shared/model/file.ts';
import type { Actor } from '../domain/actor.ts';
import type { FileService } from '../domain/files/file-service.ts';
import type { UploadService } from '../domain/files/upload-service.ts';
import { readContentRange, sendFile, setSafetyHeaders } from './file-answers.ts';

interface Options {
  files: FileService;
  uploads: UploadService;
  identify: (request: Request) => Promise<Actor>;
}

const RawUploadQuery = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(SIZES.fileNameGiven)),
  sha256: z.optional(Sha256Schema),
});
const LinkQuery = z.object({ as: z.string(), until: z.string(), sign: z.string() });

const fileIdOf = (request: Request) => String(request.params.fileId ?? '').slice(0, 64);

function readOffset(request: Request): number {
  const fromHeader = readContentRange(request.headers['content-range']);
  const text = request.query.offset;
  const offset = fromHeader ?? (typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : 0);
  return offset;
}

async function readSmallBody(request: Request, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most)
      throw new AppError('PAYLOAD_TOO_LARGE', 'That is too large for a thumbnail.', { most });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Whatever is still on its way when a body was refused is not waited for. */
async function closeOnFailure<T>(response: Response, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    response.setHeader('Connection', 'close');
    throw error;
  }
}

/** The routes whose bodies are files: they stream, and know nothing of JSON. */
export function createFileRoutes({ files, uploads, identify }: Options): Router {
  const router = Router();

  /** A page that shows or saves a file cannot send a header: its link says for whom it was made. */
  async function identifyReader(request: Request): Promise<Pick<Actor, 'userId'>> {
    if (request.query.sign === undefined) return identify(request);
    const link = parseInput(LinkQuery, request.query);
    return { userId: files.verifyLink(fileIdOf(request), link) };
  }

  async function receiveWhole(request: Request, response: Response, roomId: string): Promise<void> {
    const actor = await identify(request);
    const query = parseInput(RawUploadQuery, request.query);
    const size = Number(request.headers['content-length']);
    if (!Number.isSafeInteger(size)) {
      throw new AppError('BAD_REQUEST', 'Content-Length is needed; or create the upload first.');
    }
    const contentType = (request.headers['content-type'] ?? '').slice(0, SIZES.contentType);
    const file = await uploads.createUpload(actor, roomId, { ...query, size, contentType });
    const done = file.isComplete ? file : await uploads.receive(actor, file.id, 0, request);
    response.status(201).json({ success: true, file: done });
  }

  router.post('/api/rooms/:roomId/files', async (request, response, next) => {
    // With a name in the query the body is the file; without, it is JSON that begins an upload.
    if (request.query.name === undefined) return next();
    await closeOnFailure(response, () => receiveWhole(request, response, request.params.roomId));
  });

  router.put('/api/files/:fileId/content', async (request, response) => {
    const actor = await identify(request);
    const file = await closeOnFailure(response, () =>
      uploads.receive(actor, fileIdOf(request), readOffset(request), request),
    );
    response.json({ success: true, file });
  });

  router.put('/api/files/:fileId/thumbnail', async (request, response) => {
    const actor = await identify(request);
    const bytes = await closeOnFailure(response, () => readSmallBody(request, SIZES.thumbnailBytes));
    const file = await uploads.setThumbnail(actor, fileIdOf(request), bytes);
    response.json({ success: true, file });
  });

  router.get('/api/files/:fileId', async (request, response) => {
    const reader = await identifyReader(request);
    await sendFile(request, response, await files.openFile(reader, fileIdOf(request)));
  });

  router.get('/api/files/:fileId/thumbnail', async (request, response) => {
    const reader = await identifyReader(request);
    const thumbnail = await files.openThumbnail(reader, fileIdOf(request));
    setSafetyHeaders(response);
    response.setHeader('Content-Type', thumbnail.contentType);
    if (request.method === 'HEAD') return void response.end();
    await pipeline(thumbnail.read(), response).catch(() => response.destroy());
  });

  return router;
}
