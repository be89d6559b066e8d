import * as z from 'zod/mini';
import { SIZES } from '../contract/limits.ts';

const DAY = 24 * 3_600_000;
const MEBIBYTE = 1_048_576;
const COUNT = { min: 1, max: 1_000_000 } as const;

/** What the one who runs a host changes while it runs, and between which values. */
export const HOST_SETTINGS = {
  // Rooms that say nothing of it are made for so many.
  roomCapacityCeiling: { min: SIZES.defaultCapacity, max: SIZES.absoluteCapacity },
  roomsPerOwner: { min: 1, max: 1_000 },
  emptyLifeMs: { min: 0, max: 30 * DAY },
  fileBytes: { min: MEBIBYTE, max: 1_024 ** 4 },
  fileQuotaBytes: { min: 1_024 * MEBIBYTE, max: 64 * 1_024 ** 4 },
  unsentFiles: { min: 1, max: 10_000 },
  agentMessagesInRow: { min: 1, max: 10_000 },
  messagesPer10s: COUNT,
  messageBurst: COUNT,
  userRequests: COUNT,
  anonymousRequests: COUNT,
  hostProbes: COUNT,
  codeFailuresPerMinute: { min: 1, max: 1_000 },
  socketRequestsPer10s: COUNT,
  socketsPerAddress: COUNT,
} as const;

/** In which unit people see a value: minutes, MiB, GiB; the others are counted. */
const UNITS: Partial<Readonly<Record<string, number>>> = {
  emptyLifeMs: 60_000,
  fileBytes: MEBIBYTE,
  fileQuotaBytes: 1_024 * MEBIBYTE,
};

export const readSettingUnit = (name: HostSettingName): number => UNITS[name] ?? 1;

/** At most three digits behind the point: what was typed in the unit comes back as it was. */
export function toSettingUnit(name: HostSettingName, value: number): number {
  return Math.round((value / readSettingUnit(name)) * 1_000) / 1_000;
}

export type HostSettingName = keyof typeof HOST_SETTINGS;
export const HOST_SETTING_NAMES = Object.keys(HOST_SETTINGS) as HostSettingName[];
export type HostSettingValues = Readonly<Record<HostSettingName, number>>;

function mapNames<T>(make: (name: HostSettingName) => T): Record<HostSettingName, T> {
  // Object.fromEntries forgets which keys it was given.
  return Object.fromEntries(HOST_SETTING_NAMES.map((name) => [name, make(name)])) as never;
}

/** Null goes back to the value the host was started with. */
export const HostSettingsChangeSchema = z.object(
  mapNames((name) => {
    const { min, max } = HOST_SETTINGS[name];
    return z.optional(z.nullable(z.int().check(z.gte(min), z.lte(max))));
  }),
);
export type HostSettingsChange = z.infer<typeof HostSettingsChangeSchema>;

const HostSettingSchema = z.object({
  value: z.number(),
  /** What the host was started with: by a flag, a variable, or by default. */
  start: z.number(),
  /** Changed since: this wins over what the host is started with, until it is taken back. */
  isChanged: z.boolean(),
  min: z.number(),
  max: z.number(),
});
export type HostSetting = z.infer<typeof HostSettingSchema>;

export const HostSettingsSchema = z.object(mapNames(() => HostSettingSchema));
export type HostSettings = z.infer<typeof HostSettingsSchema>;
