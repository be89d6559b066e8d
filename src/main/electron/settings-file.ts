import * as z from 'zod/mini';
import { type Settings, SettingsSchema } from '#shared/contract/ipc.ts';
import type { JsonFile } from './json-file.ts';

/** A setting that is missing keeps its default: files of older and newer versions both stay readable. */
export const StoredSettingsSchema = z.partial(SettingsSchema);
export type StoredSettings = z.infer<typeof StoredSettingsSchema>;

export interface SettingsStore {
  read(): Settings;
  /** Resolves when the change is on the disk; what is undefined stays as it is. */
  change(change: StoredSettings): Promise<Settings>;
  subscribe(listener: (now: Settings, before: Settings) => void): () => void;
}

function merge(settings: Settings, change: StoredSettings): Settings {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...settings, ...(Object.fromEntries(given) as Partial<Settings>) };
}

export async function openSettings({
  file,
  defaults,
}: {
  file: JsonFile<StoredSettings>;
  defaults: Settings;
}): Promise<SettingsStore> {
  const listeners = new Set<(now: Settings, before: Settings) => void>();
  let settings = merge(defaults, (await file.read()) ?? {});

  return {
    read: () => settings,
    async change(change) {
      const before = settings;
      settings = merge(settings, change);
      const now = settings;
      await file.write(now);
      for (const listener of listeners) listener(now, before);
      return now;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
