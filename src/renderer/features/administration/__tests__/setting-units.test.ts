import { expect, it } from 'vitest';
import {
  HOST_SETTING_NAMES,
  HOST_SETTINGS,
  type HostSettings,
  toSettingUnit,
} from '#shared/model/host-settings.ts';
import { checkChange, SETTING_GROUPS } from '../setting-units.ts';

const settings = Object.fromEntries(
  HOST_SETTING_NAMES.map((name) => [
    name,
    { value: HOST_SETTINGS[name].min, start: 1, isChanged: false, ...HOST_SETTINGS[name] },
  ]),
) as HostSettings;

it('R18: every setting has its place, once', () => {
  const placed = SETTING_GROUPS.flatMap((group) => [...group.settings]);
  expect(placed.sort()).toEqual([...HOST_SETTING_NAMES].sort());
});

it('R18: what is typed in minutes, MiB and GiB goes to the host in its own units', () => {
  const draft = { emptyLifeMs: '2.5', fileBytes: '512', fileQuotaBytes: '1,5', roomsPerOwner: '12' };
  const { change, wrong } = checkChange(draft, settings);
  expect(wrong).toEqual([]);
  expect(change).toEqual({
    emptyLifeMs: 150_000,
    fileBytes: 512 * 1_048_576,
    fileQuotaBytes: 1_610_612_736,
    roomsPerOwner: 12,
  });
  expect(toSettingUnit('emptyLifeMs', 150_000)).toBe(2.5);
});

it('R18: what was typed back is no change; what is no allowed number is told', () => {
  expect(checkChange({ roomsPerOwner: ' 1 ' }, settings)).toEqual({ change: {}, wrong: [] });
  for (const typed of ['', 'many', '1.5', '0', '1001', '-3', '1e3']) {
    expect(checkChange({ roomsPerOwner: typed }, settings).wrong).toEqual(['roomsPerOwner']);
  }
});
