import { cp, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { findTool, PROJECT } from './project.ts';
import { runNode } from './run-node.ts';

const SHELL = join(PROJECT, 'packages/spaces-client');
const COMMAND = `#!/usr/bin/env node
if (process.argv[2] === 'serve' && Number.parseInt(process.versions.node, 10) < 22) {
  process.stderr.write(\`A Spaces host needs Node 22 or newer, but this is \${process.version}.\\n\`);
  process.exitCode = 1;
} else {
  await import('../dist/host/main.js');
}
`;

/** The library itself: the same files as modules of plain JavaScript, which browsers load as they are. */
export async function writeLibrary(folder: string): Promise<void> {
  const { code, output } = await runNode(
    [findTool('typescript', 'tsc'), '-p', 'tsconfig.client.json', '--outDir', join(folder, 'dist')],
    { output: 'collect' },
  );
  if (code !== 0) throw new Error(output);
  // The compiler puts the endings right in code and leaves them in declarations.
  for await (const file of glob('dist/client/*.d.ts', { cwd: folder })) {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(/(from '[.]\/[^']+)[.]ts'/g, "$1.js'"));
  }
}

/** The command line with the whole host in it: what `local` and `inMemory` start as a process of its own. */
async function bundleHost(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: PROJECT,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      target: 'node22',
      outDir: join(folder, 'dist/host'),
      emptyOutDir: false,
      copyPublicDir: false,
      minify: true,
      rolldownOptions: {
        input: { main: join(PROJECT, 'src/cli/main.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin/spaces.mjs'), COMMAND, { mode: 0o755 });
}

/** Writes the package `spaces-client` into an empty folder, as it is published. */
export async function buildClient(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await cp(SHELL, folder, { recursive: true });
  await cp(join(PROJECT, 'LICENSE'), join(folder, 'LICENSE'));
  await Promise.all([writeLibrary(folder), bundleHost(folder)]);
}
