import Module, { registerHooks } from 'node:module';

const ELECTRON = /^electron(\/(main|common))?$/;
const ADDRESS = 'electron-stand-in:electron';
const GLOBAL_KEY = 'electron-stand-in';

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;

/** Makes require('electron') and import 'electron' give the imitation, also to Playwright's console evaluations. */
export function installElectron(electron: Record<string, unknown>): void {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  loader._load = function loadModule(request, parent, isMain) {
    return ELECTRON.test(request) ? electron : load.call(this, request, parent, isMain);
  };
  Object.defineProperty(globalThis, Symbol.for(GLOBAL_KEY), { value: electron });
  const exportLines = Object.keys(electron).map((name) => `export const ${name} = electron.${name};`);
  const source = [
    `const electron = globalThis[Symbol.for('${GLOBAL_KEY}')];`,
    'export default electron;',
    ...exportLines,
  ].join('\n');
  registerHooks({
    resolve: (specifier, context, next) =>
      ELECTRON.test(specifier)
        ? { url: ADDRESS, format: 'module', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === ADDRESS ? { format: 'module', shortCircuit: true, source } : next(url, context),
  });
}
