import type { Limits } from '#shared/contract/limits.ts';
import {
  HOST_SETTING_NAMES,
  HOST_SETTINGS,
  type HostSettingName,
  type HostSettings,
  type HostSettingsChange,
  type HostSettingValues,
} from '#shared/model/host-settings.ts';
import type { HostSettingsRepo } from '../../storage/host-settings-repo.ts';
import type { Clock } from '../clock.ts';

export interface HostSettingsService {
  /** The limits of this moment: one object for good, whose fields change. Read a field when it is needed, keep none. */
  readonly limits: Readonly<Limits> & HostSettingValues;
  list(): HostSettings;
  /** Keeps what changed over restarts; it holds from the same moment on. */
  change(change: HostSettingsChange): Promise<HostSettings>;
  onChange(listener: (names: readonly HostSettingName[]) => void): () => void;
}

interface Options {
  repo: HostSettingsRepo;
  /** What the host was started with. */
  start: Readonly<Limits> & Pick<HostSettingValues, 'emptyLifeMs'>;
  spaceId: string;
  clock: Clock;
}

function isWithin(name: HostSettingName, value: number): boolean {
  return value >= HOST_SETTINGS[name].min && value <= HOST_SETTINGS[name].max;
}

/** What was changed while the host ran wins over flags and variables, until it is taken back. */
export async function createHostSettings({
  repo,
  start,
  spaceId,
  clock,
}: Options): Promise<HostSettingsService> {
  const listeners = new Set<(names: readonly HostSettingName[]) => void>();
  const kept = new Map<HostSettingName, number>();
  const stored = await repo.list();
  for (const name of HOST_SETTING_NAMES) {
    const value = stored.get(name);
    // Another version may have allowed what this one does not.
    if (value !== undefined && isWithin(name, value)) kept.set(name, value);
  }
  const limits = { ...start, ...Object.fromEntries(kept) };

  function list(): HostSettings {
    const entries = HOST_SETTING_NAMES.map((name) => [
      name,
      { value: limits[name], start: start[name], isChanged: kept.has(name), ...HOST_SETTINGS[name] },
    ]);
    return Object.fromEntries(entries) as HostSettings;
  }

  return {
    limits,
    list,
    async change(change) {
      const wanted = HOST_SETTING_NAMES.flatMap((name) => {
        const value = change[name];
        const isNews = value === null ? kept.has(name) : value !== undefined && value !== kept.get(name);
        return isNews && value !== undefined ? [{ name, value, next: value ?? start[name] }] : [];
      });
      if (wanted.length === 0) return list();
      const now = clock.now();
      await repo.change(
        Object.fromEntries(wanted.map(({ name, value }) => [name, value])),
        wanted.map(({ name, next }) => ({
          spaceId,
          roomId: null,
          roomName: null,
          actorId: null,
          action: 'setting',
          targetId: null,
          detail: `${name}: ${limits[name]} → ${next}`,
          now,
        })),
      );
      for (const { name, value, next } of wanted) {
        if (value === null) kept.delete(name);
        else kept.set(name, value);
        limits[name] = next;
      }
      for (const listener of listeners) listener(wanted.map(({ name }) => name));
      return list();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
