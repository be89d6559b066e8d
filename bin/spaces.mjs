#!/usr/bin/env node
// JavaScript on purpose: an older Node cannot read the rest, and is replaced by the one that the project carries.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NEEDED_MAJOR = 22;
const OWN_NODE = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));

if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR && process.features.typescript) {
  await import('../src/cli/main.ts');
} else if (existsSync(OWN_NODE) && process.execPath !== OWN_NODE) {
  const { status } = spawnSync(OWN_NODE, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} else {
  process.stderr.write(`Spaces needs Node ${NEEDED_MAJOR} or newer, but this is ${process.version}.\n`);
  process.exitCode = 1;
}
