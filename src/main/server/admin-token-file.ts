import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from './trust/write-file-atomically.ts';

interface Options {
  dataDir: string;
  /** Null when the person chose the token: an older file would then name one that opens nothing. */
  madeToken: string | null;
}

/** Where whoever runs a host without a window reads its made token; only the owner of the folder can. */
export async function keepAdminTokenFile({ dataDir, madeToken }: Options): Promise<string | null> {
  const file = join(dataDir, 'admin-token');
  if (madeToken === null) {
    await rm(file, { force: true });
    return null;
  }
  await writeFileAtomically(file, `${madeToken}\n`);
  return file;
}
