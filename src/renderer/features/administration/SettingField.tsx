import { type HostSetting, type HostSettingName, toSettingUnit } from '#shared/model/host-settings.ts';
import { laterText } from '../../lib/later-text.ts';
import { TextField } from '../../ui/TextField.tsx';

interface SettingFieldProps {
  name: HostSettingName;
  setting: HostSetting;
  /** Undefined while it was not touched: then what holds now is shown. */
  typed: string | undefined;
  isWrong: boolean;
  onType: (typed: string) => void;
  onReset: () => void;
}

export function SettingField({ name, setting, typed, isWrong, onType, onReset }: SettingFieldProps) {
  const words = laterText().administration;
  const { label, unit } = words.settings[name];
  const format = (value: number) => toSettingUnit(name, value).toLocaleString(document.documentElement.lang);
  return (
    <TextField
      name={name}
      label={label}
      inputMode="decimal"
      hint={words.settingRange(format(setting.min), format(setting.max), unit)}
      error={isWrong ? words.settingWrong(format(setting.min), format(setting.max), unit) : undefined}
      aside={
        setting.isChanged && (
          <button
            type="button"
            aria-label={words.settingResetNamed(label, format(setting.start))}
            className="shrink-0 rounded-control text-accent-text text-xs underline-offset-2 hover:underline"
            onClick={onReset}
          >
            {words.settingReset(format(setting.start))}
          </button>
        )
      }
      value={typed ?? String(toSettingUnit(name, setting.value))}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
