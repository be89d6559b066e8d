import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const PROGRAMS = {
  linux: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
    'brave-browser',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Brave Browser.app/Contents/MacOS/Brave Browser',
  ],
  win32: [
    'Google\\Chrome\\Application\\chrome.exe',
    'Chromium\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
} as const;

/** Debian's own binary comes before its wrapper script, which adds flags. */
const LINUX_BINARIES = ['/usr/lib/chromium/chromium', '/usr/lib/chromium-browser/chromium-browser'];

function listCandidates(): string[] {
  const { env, platform } = process;
  if (platform === 'darwin') return [...PROGRAMS.darwin];
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (root) => root !== undefined,
    );
    return PROGRAMS.win32.flatMap((program) => roots.map((root) => join(root, program)));
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [
    ...LINUX_BINARIES,
    ...PROGRAMS.linux.flatMap((program) => folders.map((folder) => join(folder, program))),
  ];
}

/** Chromium, Chrome or Edge as this machine has them, best first; SPACES_CHROMIUM names another. */
export function listInstalledBrowsers(): string[] {
  const asked = process.env.SPACES_CHROMIUM;
  return [...(asked ? [asked] : []), ...listCandidates()].filter((path) => existsSync(path));
}
