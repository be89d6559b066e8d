import { readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

export const PROJECT = resolve(import.meta.dirname, '../..');
export const CACHE = join(PROJECT, '.cache');

/** The file behind a package's command, so that it can be run by this very Node instead of the one on PATH. */
export function findTool(packageName: string, command = packageName): string {
  const folder = join(PROJECT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** What scripts start must find the project's own Node first, even when npm did not start the script. */
export function childEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const ownTools = join(PROJECT, 'node_modules/.bin');
  return { ...process.env, PATH: [ownTools, process.env.PATH ?? ''].join(delimiter), ...extra };
}
