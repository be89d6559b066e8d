import { readdirSync, readFileSync } from 'node:fs';

function readCommandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return []; // it ended while we looked
  }
}

/**
 * Every process that names the folder on its command line: the app's main process and all of Chromium's,
 * each as its id, its program and its part in Chromium.
 * Linux only; elsewhere the list is empty.
 */
export function listProcessesUsing(folder: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => ({ pid, words: readCommandLine(pid) }))
    .filter(({ words }) => words.some((word) => word.includes(folder)))
    .map(({ pid, words }) =>
      [pid, words[0], words.find((word) => word.startsWith('--type='))].join(' ').trim(),
    );
}
