import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CACHE, findTool, PROJECT } from './project.ts';
import { runNode } from './run-node.ts';

const BUILD_INPUTS = ['src/**/*', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const STAMP = join(PROJECT, 'out/.sources');
const LOCK = join(CACHE, 'build.lock');

/** A digest instead of dates: checkouts and copies give files any date. */
async function digestSources(): Promise<string> {
  const files: string[] = [];
  for await (const entry of glob(BUILD_INPUTS, { cwd: PROJECT, withFileTypes: true })) {
    const isTest = entry.parentPath.includes('__tests__') || /[.]test[.]tsx?$/.test(entry.name);
    if (entry.isFile() && !isTest) files.push(join(entry.parentPath, entry.name));
  }
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash
      .update(`${file}\n`)
      .update(await readFile(file))
      .update('\n');
  return hash.digest('hex');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** One build at a time: two would empty each other's folder. A lock left by a killed process is taken over. */
async function lockBuild(): Promise<() => Promise<void>> {
  await mkdir(CACHE, { recursive: true });
  for (;;) {
    try {
      await writeFile(LOCK, String(process.pid), { flag: 'wx' });
      return () => rm(LOCK, { force: true });
    } catch {
      const holder = Number(await readFile(LOCK, 'utf8').catch(() => '0'));
      if (holder > 0 && !isAlive(holder)) await rm(LOCK, { force: true });
      else await wait(100);
    }
  }
}

/** What lies in `out` is no longer what the sources say. */
export function forgetBuild(): Promise<void> {
  return rm(STAMP, { force: true });
}

/** Builds main, preload and renderer when their sources changed. What the build says goes to stderr. */
export async function ensureBuild({ isForced = false } = {}): Promise<{ built: boolean }> {
  const unlock = await lockBuild();
  try {
    const digest = await digestSources();
    const isComplete = existsSync(join(PROJECT, 'out/main/main.js')) && existsSync(STAMP);
    if (!isForced && isComplete && (await readFile(STAMP, 'utf8')) === digest) return { built: false };
    await forgetBuild();
    const { code } = await runNode([findTool('electron-vite'), 'build'], { output: 'stderr' });
    if (code !== 0) throw new Error('The build failed; its messages are above.');
    await writeFile(STAMP, digest);
    return { built: true };
  } finally {
    await unlock();
  }
}
