import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('..', import.meta.url));

/** Puts the package into a folder under its published name, with the source in place of what is built from it. */
export async function installFromSource(folder: string): Promise<void> {
  const place = join(folder, 'node_modules/spaces-client');
  await mkdir(place, { recursive: true });
  const about = { name: 'spaces-client', type: 'module', exports: './client/spaces.ts' };
  await writeFile(join(place, 'package.json'), JSON.stringify(about));
  await symlink(SOURCE, join(place, 'client'));
}
