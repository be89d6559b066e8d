/** By the beginning of the code: SQLite tells kinds of one trouble by longer names, such as SQLITE_IOERR_WRITE. */
const SENTENCES: readonly (readonly [code: string, sentence: string])[] = [
  ['EADDRINUSE', 'Other programs use all the ports that Spaces tried.'],
  ['EADDRNOTAVAIL', 'The network address that Spaces was to use is gone.'],
  ['EACCES', 'Spaces may not open its port or write to its folder.'],
  ['EPERM', 'Spaces may not open its port or write to its folder.'],
  ['EROFS', 'The folder of Spaces cannot be written to.'],
  ['SQLITE_READONLY', 'The folder of Spaces cannot be written to.'],
  ['SQLITE_CANTOPEN', 'The folder of Spaces cannot be written to.'],
  ['SQLITE_IOERR', 'The disk with the folder of Spaces has a problem.'],
  ['ENOSPC', 'The disk is full.'],
  ['SQLITE_FULL', 'The disk is full.'],
  ['SQLITE_BUSY', 'Another program holds the database of Spaces. Close other Spaces hosts on this machine.'],
  ['SQLITE_CORRUPT', 'The database of Spaces is damaged. It was left as it is.'],
  ['SQLITE_NOTADB', 'The database of Spaces is damaged. It was left as it is.'],
];

/** Why the host did not start, as a sentence for the person in front of it. */
export function explainHostFailure(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  const known = SENTENCES.find(([start]) => code === start || code.startsWith(`${start}_`));
  if (known) return known[1];
  return error instanceof Error ? error.message : String(error);
}
