import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

export interface AppPaths {
  get(name: string): string;
  set(name: string, path: string): void;
}

export interface PathOptions {
  getName(): string;
  appFolder: string;
  executable: string;
  userData: string | undefined;
}

export function createAppPaths({ getName, appFolder, executable, userData }: PathOptions): AppPaths {
  const home = homedir();
  const chosen = new Map<string, string>();
  if (userData) chosen.set('userData', resolve(userData));
  const defaults: Record<string, () => string> = {
    home: () => home,
    appData: () => process.env.XDG_CONFIG_HOME ?? join(home, '.config'),
    userData: () => join(get('appData'), getName()),
    sessionData: () => get('userData'),
    logs: () => join(get('userData'), 'logs'),
    crashDumps: () => join(get('userData'), 'Crashpad'),
    temp: tmpdir,
    exe: () => executable,
    module: () => executable,
    assets: () => appFolder,
    desktop: () => join(home, 'Desktop'),
    documents: () => join(home, 'Documents'),
    downloads: () => process.env.XDG_DOWNLOAD_DIR ?? join(home, 'Downloads'),
    music: () => join(home, 'Music'),
    pictures: () => join(home, 'Pictures'),
    videos: () => join(home, 'Videos'),
  };

  function get(name: string): string {
    const path = chosen.get(name) ?? defaults[name]?.();
    if (!path) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  return {
    get,
    set(name, path) {
      if (!isAbsolute(path)) throw new Error('Path must be absolute');
      chosen.set(name, path);
    },
  };
}
