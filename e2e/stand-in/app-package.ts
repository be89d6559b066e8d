import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface PackageJson {
  name?: string;
  productName?: string;
  version?: string;
  main?: string;
  type?: string;
}

export interface AppPackage {
  folder: string;
  mainFile: string;
  name: string;
  version: string;
}

function readPackage(folder: string): PackageJson | undefined {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PackageJson) : undefined;
}

/** The package that rules a file: the nearest one above it. */
function findPackage(folder: string): PackageJson {
  const parent = dirname(folder);
  return readPackage(folder) ?? (parent === folder ? {} : findPackage(parent));
}

export function loadAppPackage(target: string): AppPackage {
  const isFolder = statSync(target).isDirectory();
  const folder = isFolder ? target : dirname(target);
  const contents = (isFolder ? readPackage(target) : findPackage(folder)) ?? {};
  const mainFile = isFolder ? join(target, contents.main ?? 'index.js') : target;
  return {
    folder,
    mainFile,
    name: contents.productName ?? contents.name ?? 'Electron',
    version: contents.version ?? '0.0.0',
  };
}

export function readElectronVersion(): string {
  const require = createRequire(import.meta.url);
  return (require('electron/package.json') as { version: string }).version;
}
