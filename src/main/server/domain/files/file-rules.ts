import { AppError } from '#shared/contract/errors.ts';
import type { Limits } from '#shared/contract/limits.ts';
import type { RoomFile } from '#shared/model/file.ts';
import { isAllowed, POLICIES } from '#shared/model/policy.ts';
import type { StoredFile } from '../../storage/file-row.ts';
import type { FileSeat, FileSituation } from '../../storage/file-seat.ts';
import type { Actor } from '../actor.ts';
import { refuseOutsider, roomNotFound } from '../rooms/room-rules.ts';

const GIBIBYTE = 1_073_741_824;

export function fileNotFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no such file.');
}

export function fileTooLarge(most: number): AppError {
  const size = most >= GIBIBYTE ? `${Math.floor(most / GIBIBYTE)} GiB` : `${most} bytes`;
  return new AppError('PAYLOAD_TOO_LARGE', `A file may have at most ${size} on this host.`, { most });
}

export function storageFull(): AppError {
  return new AppError('STORAGE_FULL', 'The host has no room for that file.');
}

/** Who may put bytes into a room. Asked again for every part: a seat can be lost while a file comes in. */
export function assertMaySendFiles(seat: FileSeat | null, actor: Actor): asserts seat is FileSeat {
  if (!seat || seat.spaceId !== actor.spaceId) throw roomNotFound();
  if (seat.role === null) throw refuseOutsider(seat);
  if (seat.isMuted) throw new AppError('MUTED', 'You have been muted in this room.');
  if (!isAllowed(POLICIES[seat.policy], seat.role, 'send')) {
    throw new AppError('NOT_ALLOWED', 'Your role in this room does not allow that.');
  }
}

/** Runs in the write that takes the space, so that two uploads cannot share the last of it. */
export function assertMayUpload(
  situation: FileSituation | null,
  actor: Actor,
  { size, limits }: { size: number; limits: Limits },
): void {
  assertMaySendFiles(situation?.seat ?? null, actor);
  const { unsent, usedBytes } = situation ?? { unsent: 0, usedBytes: 0 };
  if (size > limits.fileBytes) throw fileTooLarge(limits.fileBytes);
  if (unsent >= limits.unsentFiles) {
    throw new AppError('CONFLICT', `You have ${unsent} files that were not sent. Send or cancel some.`);
  }
  if (usedBytes + size > limits.fileQuotaBytes) throw storageFull();
}

export function viewFile(file: StoredFile, received: number): RoomFile {
  return {
    id: file.id,
    roomId: file.roomId,
    userId: file.userId,
    displayName: file.displayName,
    messageId: file.messageId,
    name: file.name,
    kind: file.kind,
    contentType: file.contentType,
    size: file.size,
    received,
    isComplete: file.sha256 !== null,
    sha256: file.sha256,
    width: file.width,
    height: file.height,
    hasThumbnail: file.thumbnailType !== null,
    createdAt: new Date(file.createdAt).toISOString(),
  };
}
