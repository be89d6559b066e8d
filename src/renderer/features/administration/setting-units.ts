import {
  HOST_SETTING_NAMES,
  type HostSettingName,
  type HostSettings,
  type HostSettingsChange,
  readSettingUnit,
  toSettingUnit,
} from '#shared/model/host-settings.ts';

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
    if (typed === undefined || typed === String(toSettingUnit(name, known))) continue;
    const unit = readSettingUnit(name);
    const value = Math.round(Number(typed) * unit);
    const isWhole = unit !== 1 || /^\d+$/.test(typed);
    if (typed === '' || !isWhole || !(value >= min && value <= max)) wrong.push(name);
    else change[name] = value;
  }
  return { change, wrong };
}
