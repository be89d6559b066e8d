import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './project.ts';
import { runNode } from './run-node.ts';

const PACKAGE = join(PROJECT, 'node_modules/electron');
const DECIDE_WITHIN = 4_000;
const SAMPLE_BYTES = 65_536;

/** The binary named by the environment, or the one that was fetched before. */
function findInstalledElectron(): string | null {
  const { ELECTRON_EXEC_PATH: asked, ELECTRON_OVERRIDE_DIST_PATH: folder } = process.env;
  if (asked) return asked;
  if (folder) return join(folder, 'electron');
  const pathFile = join(PACKAGE, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(PACKAGE, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

function describeDownload(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const mirror =
    process.env.ELECTRON_MIRROR ??
    process.env.npm_config_electron_mirror ??
    'https://github.com/electron/electron/releases/download/';
  return `${mirror.replace(/\/?$/, '/')}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
}

/** Reads the first bytes: a name that resolves or a door that opens is no proof that a download would move. */
async function canDownload(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      headers: { range: `bytes=0-${SAMPLE_BYTES - 1}` },
      signal: AbortSignal.timeout(DECIDE_WITHIN),
    });
    if (!response.ok || !response.body) return false;
    let received = 0;
    for await (const chunk of response.body) {
      received += chunk.length;
      if (received >= SAMPLE_BYTES) return true;
    }
    return received > 0;
  } catch {
    return false;
  }
}

/** Electron's binary, fetched when that is possible. Whether it is, is known within five seconds. */
export async function findElectron(): Promise<string | null> {
  const installed = findInstalledElectron();
  if (installed) return installed;
  if (!(await canDownload(describeDownload()))) return null;
  console.log('Fetching Electron once; this takes a minute.');
  const { code } = await runNode([join(PACKAGE, 'install.js')], { output: 'pass' });
  return code === 0 ? findInstalledElectron() : null;
}
