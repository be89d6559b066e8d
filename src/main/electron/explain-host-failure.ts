const SENTENCES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Other programs use all the ports that Spaces tried.',
  EACCES: 'Spaces may not open its port or write to its folder.',
  EPERM: 'Spaces may not open its port or write to its folder.',
  EROFS: 'The folder of Spaces cannot be written to.',
  ENOSPC: 'The disk is full.',
  SQLITE_FULL: 'The disk is full.',
  SQLITE_BUSY: 'Another program holds the database of Spaces.',
  SQLITE_CORRUPT: 'The database of Spaces is damaged.',
  SQLITE_NOTADB: 'The database of Spaces is damaged.',
};

/** Why the host did not start, as a sentence for the person in front of it. */
export function explainHostFailure(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const known = code === undefined ? undefined : SENTENCES[code];
  if (known) return known;
  return error instanceof Error ? error.message : String(error);
}
