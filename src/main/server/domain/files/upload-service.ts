import type { Readable } from 'node:stream';
import { AppError } from '#shared/contract/errors.ts';
import { type Limits, SIZES } from '#shared/contract/limits.ts';
import type { RoomFile, UploadDraft } from '#shared/model/file.ts';
import { makeSafeFileName } from '#shared/model/file-name.ts';
import type { FileRepo } from '../../storage/file-repo.ts';
import type { StoredFile } from '../../storage/file-row.ts';
import type { FileStore } from '../../storage/file-store.ts';
import type { RunningSum } from '../../storage/running-sum.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { detectType } from './detect-type.ts';
import {
  assertMaySendFiles,
  assertMayUpload,
  fileNotFound,
  fileTooLarge,
  storageFull,
  viewFile,
} from './file-rules.ts';
import { readImageSize } from './image-size.ts';
import { inspectFile } from './inspect-file.ts';
import { createUploadSums } from './upload-sums.ts';

export interface UploadService {
  /** Takes the space and gives the file its id; the bytes come afterwards, in as many parts as the sender likes. */
  createUpload(actor: Actor, roomId: string, draft: UploadDraft): Promise<RoomFile>;
  /** Appends bytes at `offset`, which must be where the file ends; the last part makes it complete. */
  receive(actor: Actor, fileId: string, offset: number, source: Readable): Promise<RoomFile>;
  /** A small picture made by the sender, before the file is sent with a message. */
  setThumbnail(actor: Actor, fileId: string, bytes: Buffer): Promise<RoomFile>;
  /** Only the sender sees a file that is on its way. */
  getUpload(actor: Actor, fileId: string): Promise<RoomFile>;
  /** Gives up a file that was not sent. */
  cancelUpload(actor: Actor, fileId: string): Promise<void>;
  isBusy(fileId: string): boolean;
}

interface Options {
  files: FileRepo;
  store: FileStore;
  limits: Limits;
  newId: () => string;
  onGone: () => void;
  clock: Clock;
}

const LARGEST_THUMBNAIL_SIDE = 1_024;

export function createUploadService(options: Options): UploadService {
  const { files, store, limits, clock } = options;
  const busy = new Set<string>();
  const sums = createUploadSums({ store, clock });

  async function findOwn(actor: Actor, fileId: string): Promise<StoredFile> {
    const file = await files.find(fileId);
    if (!file || file.userId !== actor.userId || file.spaceId !== actor.spaceId) throw fileNotFound();
    return file;
  }

  /** A file to be changed: by its sender, and only as long as the sender may send to its room. */
  async function findSendable(actor: Actor, fileId: string): Promise<StoredFile> {
    const file = await findOwn(actor, fileId);
    assertMaySendFiles(await files.findSeat(file.roomId, actor.userId), actor);
    return file;
  }

  /** One writer at a time: two of them would mix their bytes. */
  async function occupy<T>(fileId: string, work: () => Promise<T>): Promise<T> {
    if (busy.has(fileId)) throw new AppError('CONFLICT', 'Another part of this file is coming in.');
    busy.add(fileId);
    try {
      return await work();
    } finally {
      busy.delete(fileId);
    }
  }

  async function complete(file: StoredFile, sum: RunningSum): Promise<RoomFile> {
    const sha256 = await sum.digest();
    if (file.expectedSha256 !== null && file.expectedSha256 !== sha256) {
      await store.cut(file.id, 0);
      throw new AppError('CONFLICT', 'The file arrived damaged. Send it again.', { received: 0, sha256 });
    }
    await store.settle(file.id);
    const stored = await files.complete(file.id, await inspectFile(store, file, sha256), clock.now());
    if (!stored) {
      await store.remove(file.id);
      throw new AppError('GONE', 'The room of this file is gone.');
    }
    return viewFile(stored, stored.size);
  }

  /** Bytes that are there afterwards. */
  async function takePart(
    actor: Actor,
    { id, size }: StoredFile,
    { offset, source, sum }: { offset: number; source: Readable; sum: RunningSum },
  ): Promise<number> {
    const count = await store.receive(id, source, {
      offset,
      most: size - offset,
      sum,
      tooMuch: () => new AppError('PAYLOAD_TOO_LARGE', 'More came than was announced.', { most: size }),
    });
    // A part takes its time: meanwhile the file may have been given up, or its sender thrown out.
    await findSendable(actor, id).catch(async (error) => {
      if (!(await files.find(id))) await store.remove(id);
      throw error;
    });
    return offset + count;
  }

  async function append(actor: Actor, file: StoredFile, offset: number, source: Readable): Promise<RoomFile> {
    const there = await store.measure(file.id);
    if (offset !== there) {
      throw new AppError('CONFLICT', `The file goes on at ${there}.`, { received: there });
    }
    const sum = await sums.take(file.id, offset, file.size);
    const received = await takePart(actor, file, { offset, source, sum }).catch((error) => {
      sum.drop();
      throw error;
    });
    if (received === file.size) return complete(file, sum);
    sums.keep(file.id, sum, received);
    await files.touch(file.id, clock.now());
    return viewFile(file, received);
  }

  return {
    async createUpload(actor, roomId, draft) {
      if (draft.size > limits.fileBytes) throw fileTooLarge(limits.fileBytes);
      if ((await store.countFreeBytes()) < draft.size) throw storageFull();
      const file = await files.create(
        {
          id: options.newId(),
          roomId,
          userId: actor.userId,
          name: makeSafeFileName(draft.name),
          declaredType: draft.contentType,
          size: draft.size,
          expectedSha256: draft.sha256 ?? null,
          now: clock.now(),
        },
        (situation) => assertMayUpload(situation, actor, { size: draft.size, limits }),
      );
      if (file.size > 0) return viewFile(file, 0);
      await store.settle(file.id);
      return complete(file, await store.sum(file.id, 0, 0));
    },
    receive: (actor, fileId, offset, source) =>
      occupy(fileId, async () => {
        const file = await findSendable(actor, fileId);
        if (file.sha256 !== null)
          throw new AppError('CONFLICT', 'The file is complete.', { received: file.size });
        return append(actor, file, offset, source);
      }),
    setThumbnail: (actor, fileId, bytes) =>
      occupy(fileId, async () => {
        const file = await findSendable(actor, fileId);
        if (file.messageId !== null) throw new AppError('CONFLICT', 'The file was sent already.');
        const { contentType, kind } = detectType(bytes, '');
        const size = readImageSize(bytes, contentType);
        const isSmall =
          bytes.length <= SIZES.thumbnailBytes &&
          size !== null &&
          Math.max(size.width, size.height) <= LARGEST_THUMBNAIL_SIDE;
        if (kind !== 'image' || contentType === 'image/gif' || !isSmall) {
          throw new AppError('VALIDATION_FAILED', 'A thumbnail is a small PNG, JPEG or WebP picture.', {
            path: 'thumbnail',
          });
        }
        await store.writeThumbnail(fileId, bytes);
        await files.setThumbnail(fileId, contentType);
        return viewFile({ ...file, thumbnailType: contentType }, await store.measure(fileId));
      }),
    async getUpload(actor, fileId) {
      const file = await findOwn(actor, fileId);
      return viewFile(file, file.sha256 === null ? await store.measure(fileId) : file.size);
    },
    async cancelUpload(actor, fileId) {
      await findOwn(actor, fileId);
      sums.forget(fileId);
      if (!(await files.removeUnsent(fileId))) {
        throw new AppError('CONFLICT', 'The file was sent: delete its message instead.');
      }
      options.onGone();
    },
    isBusy: (fileId) => busy.has(fileId),
  };
}
