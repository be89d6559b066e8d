import { type StdioOptions, spawn } from 'node:child_process';
import { onStopRequest } from './on-stop-request.ts';
import { childEnvironment, PROJECT } from './project.ts';

export interface Outcome {
  readonly code: number;
  /** Both streams, in the order they came. Empty when the output was passed on. */
  readonly output: string;
}

/**
 * Runs a JavaScript or TypeScript file with this very Node. `collect` keeps the output for later,
 * `stderr` sends all of it there, `pass` leaves it as it is.
 */
export function runNode(
  args: readonly string[],
  { output, env }: { output: 'collect' | 'stderr' | 'pass'; env?: NodeJS.ProcessEnv },
): Promise<Outcome> {
  const streams: Record<typeof output, StdioOptions> = {
    collect: ['ignore', 'pipe', 'pipe'],
    stderr: ['inherit', process.stderr, 'inherit'],
    pass: 'inherit',
  };
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, [...args], {
      cwd: PROJECT,
      env: childEnvironment(env),
      stdio: streams[output],
    });
    let text = '';
    const keep = (chunk: Buffer) => {
      text += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', reject);
    let isStopping = false;
    const undo = onStopRequest(() => {
      isStopping = true;
      child.kill('SIGTERM');
    });
    child.once('close', (code) => {
      undo();
      // Whoever asked to stop does not want the next step either.
      if (isStopping) process.exit(130);
      settle({ code: code ?? 1, output: text });
    });
  });
}
