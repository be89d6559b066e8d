import type { FileResult } from '../../storage/file-repo.ts';
import type { StoredFile } from '../../storage/file-row.ts';
import type { FileStore } from '../../storage/file-store.ts';
import { detectType } from './detect-type.ts';
import { readImageSize } from './image-size.ts';

/** Enough to find the size of a picture behind what cameras write before it. */
const HEAD_BYTES = 524_288;
const TEXT_HEAD_BYTES = 4_096;

/** What a file is, by its first bytes. */
export async function inspectFile(
  store: Pick<FileStore, 'readHead'>,
  file: StoredFile,
  sha256: string,
): Promise<FileResult> {
  const head = await store.readHead(file.id, HEAD_BYTES);
  const detected = detectType(head.subarray(0, TEXT_HEAD_BYTES), file.declaredType);
  if (detected.kind !== 'image') return { sha256, ...detected, width: null, height: null };
  const size = readImageSize(head, detected.contentType);
  // A picture nobody can measure, or that nobody should unpack, is a file like any other.
  return size
    ? { sha256, ...detected, ...size }
    : { sha256, kind: 'file', contentType: 'application/octet-stream', width: null, height: null };
}
