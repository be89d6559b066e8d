import { AppError } from '#shared/contract/errors.ts';

/** SQLite tells kinds of one trouble by longer names, such as SQLITE_IOERR_WRITE. */
const isKind = (error: unknown, ...kinds: string[]) => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && kinds.some((kind) => code === kind || code.startsWith(`${kind}_`));
};

export const isBusy = (error: unknown) => isKind(error, 'SQLITE_BUSY');

/** What people are told when the disk or the file refuses; anything else stays what it is. */
export function toStorageFailure(error: unknown): unknown {
  if (isKind(error, 'SQLITE_FULL')) return new AppError('STORAGE_FULL', 'The disk of the host is full.');
  const isDisk = isBusy(error) || isKind(error, 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CANTOPEN');
  if (isDisk || isKind(error, 'SQLITE_CORRUPT', 'SQLITE_NOTADB')) {
    return new AppError('STORAGE_FAILED', 'The host cannot write to its database.');
  }
  return error;
}

function describeRefusal(file: string, error: unknown): string | null {
  if (isKind(error, 'SQLITE_CORRUPT', 'SQLITE_NOTADB')) {
    return `The database ${file} is damaged. It was left as it is; move it away to begin anew.`;
  }
  if (isBusy(error)) return `Another program holds the database ${file}.`;
  if (isKind(error, 'SQLITE_FULL')) return `The disk with ${file} is full.`;
  if (isKind(error, 'SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_IOERR')) {
    return `The database ${file} cannot be opened or written.`;
  }
  return null;
}

/** Why a host does not start, for who reads its last words; the code stays for who explains it on a screen. */
export function explainRefusal(file: string, error: unknown): unknown {
  const sentence = describeRefusal(file, error);
  if (sentence === null) return error;
  return Object.assign(new Error(sentence, { cause: error }), { code: (error as { code: string }).code });
}
