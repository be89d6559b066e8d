import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface DesktopRuntime {
  isStandIn: boolean;
  name: string;
}

/** The real binary when it is installed, else the stand-in beside this file. */
export function findDesktopRuntime(): DesktopRuntime {
  const packageFile = createRequire(import.meta.url).resolve('electron/package.json');
  const folder = dirname(packageFile);
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  const pathFile = join(folder, 'path.txt');
  const isInstalled =
    existsSync(pathFile) && existsSync(join(folder, 'dist', readFileSync(pathFile, 'utf8')));
  const isForced = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (isForced && isForced !== import.meta.dirname)
    return { isStandIn: false, name: `Electron in ${isForced}` };
  if (isInstalled && !isForced) return { isStandIn: false, name: `Electron ${version}` };
  return { isStandIn: true, name: `Electron stand-in (for ${version}, Node ${process.versions.node})` };
}
