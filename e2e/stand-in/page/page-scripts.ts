import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createCodec } from '../codec.ts';
import { createEndpoint } from './endpoint.ts';
import { type PreloadInfo, startIsolatedWorld } from './isolated-world.ts';
import { startMainWorld } from './main-world.ts';

/** Names that the two worlds and the main process share, new for every window so that no page can guess them. */
export interface PageNames {
  toMain: string;
  toIsolated: string;
  binding: string;
  receive: string;
}

export interface PageScripts {
  names: PageNames;
  mainWorld: string;
  isolatedWorld: string;
}

export const ISOLATED_WORLD = 'Electron Isolated Context';

function writePreload(file: string | undefined): string {
  if (!file) return 'undefined';
  const source = readFileSync(file, 'utf8');
  return `{ file: ${JSON.stringify(file)}, run(require, module, exports, process) {${source}\n} }`;
}

/** The functions below run in the page: their source text is what is sent. */
export function buildPageScripts(preloadFile: string | undefined, info: PreloadInfo): PageScripts {
  const token = randomBytes(12).toString('hex');
  const names: PageNames = {
    toMain: `__stand_in_main_${token}`,
    toIsolated: `__stand_in_isolated_${token}`,
    binding: `__stand_in_binding_${token}`,
    receive: `__stand_in_receive_${token}`,
  };
  const parts = [
    `names: ${JSON.stringify(names)}`,
    `createEnd: ${createEndpoint}`,
    `makeCodec: ${createCodec}`,
    `info: ${JSON.stringify(info)}`,
    `preload: ${writePreload(preloadFile)}`,
  ];
  return {
    names,
    mainWorld: `(${startMainWorld})(${JSON.stringify(names)}, ${createEndpoint});`,
    isolatedWorld: `(${startIsolatedWorld})({${parts.join(',\n')}});`,
  };
}
