import { readdirSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { measureFirstPaint } from './bundle-size.ts';
import { cruiseSources } from './cruise-sources.ts';
import { CACHE, findTool, PROJECT } from './project.ts';
import { checkReference } from './protocol-reference.ts';
import { runNode } from './run-node.ts';

export interface CheckTask {
  readonly name: string;
  /** Null when all is well, otherwise what to read. */
  readonly run: () => Promise<string | null>;
}

const FIRST_PAINT_BUDGET = 200_000;

/** Raw Electron IPC has one file on each side; the sender check and the parsing live there. */
const IPC_HOMES: Readonly<Record<string, string>> = {
  ipcMain: 'src/main/electron/ipc-wrapper.ts',
  ipcRenderer: 'src/preload/preload.ts',
};

async function runTool(args: readonly string[]): Promise<string | null> {
  const { code, output } = await runNode(args, { output: 'collect' });
  return code === 0 ? null : output;
}

function listTypeTasks(): CheckTask[] {
  const configs = readdirSync(PROJECT).filter((file) => /^tsconfig[.](?!base)\w+[.]json$/.test(file));
  return configs.map((config) => ({
    name: `types: ${config.split('.')[1]}`,
    run: () =>
      runTool([
        findTool('typescript', 'tsc'),
        ...['-p', config, '--noEmit', '--incremental'],
        ...['--tsBuildInfoFile', join(CACHE, `${config}.tsbuildinfo`)],
      ]),
  }));
}

async function checkBoundaries(): Promise<string | null> {
  const { violations, sourceCount } = await cruiseSources({ directory: PROJECT });
  if (sourceCount === 0) return 'Not one TypeScript file was read: the check would pass whatever they say.';
  const lines = violations.map(({ rule, from, to }) => `${from} → ${to}: ${rule}`);
  return lines.length === 0 ? null : lines.join('\n');
}

async function checkIpcHomes(): Promise<string | null> {
  const strays: string[] = [];
  for await (const file of glob('src/**/*.{ts,tsx}', { cwd: PROJECT })) {
    const text = await readFile(join(PROJECT, file), 'utf8');
    for (const [name, home] of Object.entries(IPC_HOMES)) {
      if (file !== home && new RegExp(`\\b${name}\\b`).test(text))
        strays.push(`${file}: ${name} belongs to ${home}`);
    }
  }
  return strays.length === 0 ? null : strays.join('\n');
}

export async function describeFirstPaint(): Promise<string> {
  const size = await measureFirstPaint();
  if (size === null) return 'Nothing is built yet.';
  return `The first paint needs ${(size / 1000).toFixed(1)} kB of JavaScript (gzip); the budget is ${FIRST_PAINT_BUDGET / 1000}.`;
}

/** Passes when nothing is built yet; the test run checks again after its build. */
export async function checkBundleSize(): Promise<string | null> {
  const size = await measureFirstPaint();
  return size === null || size <= FIRST_PAINT_BUDGET ? null : describeFirstPaint();
}

export function listCheckTasks(): CheckTask[] {
  return [
    ...listTypeTasks(),
    {
      name: 'lint and format',
      run: () => runTool([findTool('@biomejs/biome', 'biome'), 'check', '--diagnostic-level=error']),
    },
    { name: 'import boundaries', run: checkBoundaries },
    { name: 'ipc homes', run: checkIpcHomes },
    { name: 'unused code', run: () => runTool([findTool('knip'), '--no-progress']) },
    { name: 'reference in docs', run: checkReference },
    { name: 'bundle size', run: checkBundleSize },
  ];
}
