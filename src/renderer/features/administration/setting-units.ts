import {
  HOST_SETTING_NAMES,
  type HostSettingName,
  type HostSettings,
  type HostSettingsChange,
} from '#shared/model/host-settings.ts';

const MEBIBYTE = 1_048_576;

/** In which unit people see a value; the others are counted. */
const SCALES: Partial<Readonly<Record<HostSettingName, number>>> = {
  emptyLifeMs: 60_000,
  fileBytes: MEBIBYTE,
  fileQuotaBytes: 1_024 * MEBIBYTE,
};

export const SETTING_GROUPS = [
  { name: 'rooms', settings: ['roomCapacityCeiling', 'roomsPerOwner', 'emptyLifeMs'] },
  { name: 'files', settings: ['fileBytes', 'fileQuotaBytes', 'unsentFiles'] },
  { name: 'agents', settings: ['agentMessagesInRow'] },
  {
    name: 'pace',
    settings: [
      'messagesPer10s',
      'messageBurst',
      'userRequests',
      'anonymousRequests',
      'socketRequestsPer10s',
      'hostProbes',
      'socketsPerAddress',
      'codeFailuresPerMinute',
    ],
  },
] as const satisfies readonly { name: string; settings: readonly HostSettingName[] }[];

/** At most three digits behind the point: what was typed in the unit comes back as it was. */
export function toUnit(name: HostSettingName, value: number): number {
  return Math.round((value / (SCALES[name] ?? 1)) * 1_000) / 1_000;
}

/** What stands in the fields that were touched. */
export type SettingsDraft = Partial<Readonly<Record<HostSettingName, string>>>;

export interface CheckedChange {
  readonly change: HostSettingsChange;
  /** The fields in which no allowed value stands. */
  readonly wrong: readonly HostSettingName[];
}

/** What is typed, in the host's own units; what was typed back to the value it had is no change. */
export function checkChange(draft: SettingsDraft, settings: HostSettings): CheckedChange {
  const change: Partial<Record<HostSettingName, number>> = {};
  const wrong: HostSettingName[] = [];
  for (const name of HOST_SETTING_NAMES) {
    const typed = draft[name]?.trim().replace(',', '.');
    const { value: known, min, max } = settings[name];
    if (typed === undefined || typed === String(toUnit(name, known))) continue;
    const value = Math.round(Number(typed) * (SCALES[name] ?? 1));
    const isWhole = SCALES[name] !== undefined || /^\d+$/.test(typed);
    if (typed === '' || !isWhole || !(value >= min && value <= max)) wrong.push(name);
    else change[name] = value;
  }
  return { change, wrong };
}
