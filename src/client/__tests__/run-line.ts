import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installFromSource } from './install-from-source.ts';

export interface RunningLine {
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

function start(command: string, args: readonly string[], folder: string): RunningLine {
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    out: () => out,
    err: () => err,
    ended,
    async stop() {
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const makeFolder = () => mkdtemp(join(tmpdir(), 'spaces-line-'));

/** Runs a line as somebody does who pastes it into a shell. */
export const runShellLine = async (line: string): Promise<RunningLine> =>
  start('sh', ['-c', line], await makeFolder());

/** Runs a line as somebody does who pastes it into a file beside the installed package. */
export async function runTypeScriptLine(line: string): Promise<RunningLine> {
  const folder = await makeFolder();
  await installFromSource(folder);
  await writeFile(join(folder, 'package.json'), '{"type": "module"}');
  await writeFile(join(folder, 'agent.ts'), `${line}\n`);
  return start(process.execPath, ['agent.ts'], folder);
}
