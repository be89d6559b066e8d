import { join } from 'node:path';
import { forgetBuild } from './steps/ensure-build.ts';
import { findElectron } from './steps/find-electron.ts';
import { findTool, PROJECT } from './steps/project.ts';
import { runNode } from './steps/run-node.ts';

/** Hot reload for the window, restart for the main process. */
const electron = await findElectron();
if (!electron) {
  console.log(
    'Electron’s binary is not here and cannot be fetched, so the stand-in of the tests takes its place.',
  );
}
// What this writes into `out` is no release build.
await forgetBuild();
const { code } = await runNode([findTool('electron-vite'), 'dev', '--watch', ...process.argv.slice(2)], {
  output: 'pass',
  env: {
    ELECTRON_EXEC_PATH: electron ?? join(PROJECT, 'e2e/stand-in/electron'),
    // Chromium refuses to run as root with its sandbox.
    ...(process.getuid?.() === 0 && { NO_SANDBOX: '1' }),
  },
});
process.exitCode = code;
