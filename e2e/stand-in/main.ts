import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadAppPackage, readElectronVersion } from './app-package.ts';
import { parseCommandLine } from './command-line.ts';
import { createElectron } from './create-electron.ts';
import { installElectron } from './install-electron.ts';

/** What the Electron binary's own start does, in the same order. */
async function runApp(): Promise<void> {
  const args = process.argv.slice(2);
  const executable = process.env.SPACES_STAND_IN_EXECUTABLE ?? join(import.meta.dirname, 'electron');
  const { requires, target, switches } = parseCommandLine(args);
  const appPackage = loadAppPackage(target);
  process.argv = [executable, ...args];
  const versions = { ...process.versions, electron: readElectronVersion(), chrome: '0.0.0.0' };
  Object.defineProperty(process, 'versions', { value: versions, enumerable: true });
  Object.assign(process, {
    type: 'browser',
    defaultApp: true,
    resourcesPath: join(executable, '../resources'),
  });

  const { electron, handle, start } = createElectron({ package: appPackage, executable, switches });
  installElectron(electron);
  Object.assign(globalThis, { __standIn: handle });
  const app = electron.app as { quit(): void };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

  const require = createRequire(import.meta.url);
  for (const file of requires) require(resolve(file)); // Playwright's loader
  await import(pathToFileURL(appPackage.mainFile).href);
  await start();
}

try {
  await runApp();
} catch (error) {
  console.error('App threw an error during load\n', error);
  process.exit(1);
}
