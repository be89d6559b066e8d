import { resolve } from 'node:path';

export interface CommandLine {
  /** Files given with -r, to be loaded before the app (Playwright's loader). */
  requires: string[];
  /** The app's folder or main file. */
  target: string;
  /** Chromium's switches: everything --like=this before a bare "--". */
  switches: Map<string, string>;
}

const NODE_SWITCHES = new Set(['inspect', 'inspect-brk', 'require']);

/** Reads the arguments as Electron does when it runs an unpackaged app. */
export function parseCommandLine(args: string[]): CommandLine {
  const requires: string[] = [];
  let target = '.';
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '-r' || word === '--require') requires.push(args[++at] ?? '');
    else if (!word.startsWith('-')) {
      target = word;
      break;
    }
  }
  const switches = new Map<string, string>();
  for (const word of args) {
    if (word === '--') break;
    const [, name, value = ''] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name && !NODE_SWITCHES.has(name)) switches.set(name, value);
  }
  return { requires, target: resolve(target), switches };
}
