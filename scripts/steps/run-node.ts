import { type StdioOptions, spawn } from 'node:child_process';
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
    child.once('close', (code, signal) => settle({ code: code ?? (signal ? 1 : 0), output: text }));
  });
}
