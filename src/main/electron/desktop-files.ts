import { hostname } from 'node:os';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import type { Settings } from '#shared/contract/ipc.ts';
import { createJsonFile, type JsonFile } from './json-file.ts';
import { createSecrets, type Secrets, SecretsSchema } from './secrets.ts';
import { openSettings, type SettingsStore, StoredSettingsSchema } from './settings-file.ts';
import { type WindowState, WindowStateSchema } from './window-state.ts';

export interface DesktopFiles {
  readonly settings: SettingsStore;
  readonly secrets: Secrets;
  readonly windowState: JsonFile<WindowState>;
}

function describeDefaults(): Settings {
  const name = hostname()
    .replace(/[.]local$/i, '')
    .trim()
    .slice(0, 60);
  return {
    displayName: null,
    theme: 'system',
    isHostingOn: true,
    hostName: name === '' ? 'My computer' : name,
    allowsBrowsers: true,
    allowsHttp: true,
    excludedInterfaces: [],
    knownHosts: [],
    isDoorbellOn: true,
    recentRooms: [],
    archivedRooms: [],
  };
}

/** The desktop's own small files. Each is written whole; a damaged one is put aside and replaced by defaults. */
export async function openDesktopFiles({
  folder,
  warn,
}: {
  folder: string;
  warn: (details: object, message: string) => void;
}): Promise<DesktopFiles> {
  const now = () => Date.now();
  const onDamaged = (aside: string) => warn({ aside }, 'A damaged file was put aside.');
  const at = (name: string) => join(folder, name);
  return {
    settings: await openSettings({
      file: createJsonFile({ file: at('settings.json'), schema: StoredSettingsSchema, now, onDamaged }),
      defaults: describeDefaults(),
    }),
    secrets: createSecrets({
      file: createJsonFile({ file: at('secrets.json'), schema: SecretsSchema, now, onDamaged }),
      keyStore: safeStorage,
      onUnreadable: () => warn({}, 'The system no longer opens this device’s secret; a new one is made.'),
    }),
    windowState: createJsonFile({ file: at('window-state.json'), schema: WindowStateSchema, now, onDamaged }),
  };
}
