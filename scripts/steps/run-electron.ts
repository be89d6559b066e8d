import { spawn } from 'node:child_process';
import { onStopRequest } from './on-stop-request.ts';
import { childEnvironment, PROJECT } from './project.ts';

const STARTS_WITHIN = 5_000;

/** Runs the desktop app until it ends. False when the binary could not start at all, for want of a library say. */
export function runElectron(binary: string): Promise<boolean> {
  // Chromium refuses to run as root with its sandbox; nobody but containers does that.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const started = performance.now();
  return new Promise((settle) => {
    const child = spawn(binary, ['.', ...asRoot, ...process.argv.slice(2)], {
      cwd: PROJECT,
      env: childEnvironment(),
      stdio: 'inherit',
    });
    // The app ends in its own order; this process waits for it.
    const undo = onStopRequest(() => child.kill('SIGTERM'));
    const finish = (didRun: boolean) => {
      undo();
      settle(didRun);
    };
    child.once('error', () => finish(false));
    child.once('exit', (code) => finish(!(code && performance.now() - started < STARTS_WITHIN)));
  });
}
