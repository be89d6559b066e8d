import type { Readable } from 'node:stream';
import { AppError } from '#shared/contract/errors.ts';
import type { FileKind, RoomFile } from '#shared/model/file.ts';
import type { ByteRange } from '../../storage/file-blocks.ts';
import type { FileRepo } from '../../storage/file-repo.ts';
import type { StoredFile } from '../../storage/file-row.ts';
import type { FileStore } from '../../storage/file-store.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import type { Actor } from '../actor.ts';
import { isShown } from './detect-type.ts';
import type { FileLinks } from './file-links.ts';
import { fileNotFound, viewFile } from './file-rules.ts';

/** A file somebody may have, ready to be sent. */
export interface OpenedFile {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** What the content is served as, and whether a browser may show it instead of saving it. */
  readonly contentType: string;
  readonly isShown: boolean;
  send(range: ByteRange, write: (block: Buffer) => Promise<void>): Promise<void>;
}

export interface FileService {
  openFile(actor: Pick<Actor, 'userId'>, fileId: string): Promise<OpenedFile>;
  openThumbnail(
    actor: Pick<Actor, 'userId'>,
    fileId: string,
  ): Promise<{ contentType: string; read(): Readable }>;
  linkFile(actor: Actor, fileId: string): Promise<{ url: string; expiresAt: string }>;
  verifyLink: FileLinks['verify'];
  listFiles(
    actor: Actor,
    roomId: string,
    page: { kind?: FileKind | undefined; cursor?: string | undefined; limit?: number | undefined },
  ): Promise<{ files: RoomFile[]; nextCursor: string | null }>;
}

interface Options {
  files: FileRepo;
  store: FileStore;
  members: MemberRepo;
  links: FileLinks;
  assertMember: (actor: Actor, roomId: string) => Promise<void>;
}

const DEFAULT_PAGE = 50;

export function createFileService({ files, store, members, links, assertMember }: Options): FileService {
  /** Members see what was sent; what was not sent yet is its sender's. */
  async function findSeen(userId: string, fileId: string): Promise<StoredFile & { sha256: string }> {
    const file = await files.find(fileId);
    if (!file || (file.messageId === null && file.userId !== userId)) throw fileNotFound();
    if (!(await members.find(file.roomId, userId))) throw fileNotFound();
    const { sha256 } = file;
    if (sha256 === null) throw fileNotFound();
    return { ...file, sha256 };
  }

  return {
    async openFile({ userId }, fileId) {
      const file = await findSeen(userId, fileId);
      if ((await store.measure(fileId)) !== file.size) {
        throw new AppError('GONE', 'The bytes of this file are lost.');
      }
      const shown = isShown(file.contentType);
      return {
        name: file.name,
        size: file.size,
        sha256: file.sha256,
        contentType: shown ? file.contentType : 'application/octet-stream',
        isShown: shown,
        send: (range, write) => store.send(fileId, range, write),
      };
    },
    async openThumbnail({ userId }, fileId) {
      const { thumbnailType } = await findSeen(userId, fileId);
      if (thumbnailType === null) throw fileNotFound();
      return { contentType: thumbnailType, read: () => store.readThumbnail(fileId) };
    },
    async linkFile(actor, fileId) {
      await findSeen(actor.userId, fileId);
      return links.sign(fileId, actor.userId);
    },
    verifyLink: links.verify,
    async listFiles(actor, roomId, { kind, cursor, limit = DEFAULT_PAGE }) {
      await assertMember(actor, roomId);
      const below = cursor === undefined ? null : Number.parseInt(cursor, 36);
      const list = await files.list(roomId, { kind: kind ?? null, below, limit: limit + 1 });
      const shown = list.slice(0, limit);
      return {
        files: shown.map((file) => viewFile(file, file.size)),
        nextCursor: list.length > limit ? (shown.at(-1)?.key.toString(36) ?? null) : null,
      };
    },
  };
}
