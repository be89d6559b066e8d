import { type SubmitEvent, useRef, useState } from 'react';
import {
  HOST_SETTING_NAMES,
  type HostSettingName,
  type HostSettings,
  type HostSettingsChange,
} from '#shared/model/host-settings.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { useCallAdmin } from './admin-context.ts';
import { SettingField } from './SettingField.tsx';
import { checkChange, SETTING_GROUPS, type SettingsDraft } from './setting-units.ts';

interface SettingsFormProps {
  settings: HostSettings;
  onSaved: (settings: HostSettings) => void;
}

export function SettingsForm({ settings, onSaved }: SettingsFormProps) {
  const callAdmin = useCallAdmin();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<SettingsDraft>({});
  const [areErrorsShown, setErrorsShown] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const words = laterText().administration;
  const { change, wrong } = checkChange(draft, settings);
  const isChanged = wrong.length > 0 || Object.keys(change).length > 0;

  const send = async (wanted: HostSettingsChange) => {
    setBusy(true);
    const result = await callAdmin({ name: 'adminChangeSettings', body: wanted });
    setBusy(false);
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    const sent = HOST_SETTING_NAMES.filter((name) => wanted[name] !== undefined);
    setDraft((known) =>
      Object.fromEntries(Object.entries(known).filter(([name]) => !sent.some((one) => one === name))),
    );
    onSaved(result.data.settings);
    showToast(words.settingsSaved);
  };
  const handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    setErrorsShown(wrong.length > 0);
    const [first] = wrong;
    if (first === undefined) return void send(change);
    form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
  };
  const type = (name: HostSettingName, typed: string) => setDraft((known) => ({ ...known, [name]: typed }));

  return (
    <form ref={form} noValidate onSubmit={handleSubmit} className="flex flex-col gap-6">
      <p className="text-pretty text-sm text-text-3">{words.settingsHint}</p>
      {SETTING_GROUPS.map((group) => (
        <fieldset key={group.name}>
          <legend className="mb-3 font-medium">{words.settingGroups[group.name]}</legend>
          <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
            {group.settings.map((name) => (
              <SettingField
                key={name}
                name={name}
                setting={settings[name]}
                typed={draft[name]}
                isWrong={areErrorsShown && wrong.includes(name)}
                onType={(typed) => type(name, typed)}
                onReset={() => void send({ [name]: null })}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <div className="sticky -bottom-6 -mx-6 -mb-6 flex justify-end gap-2 border-line border-t bg-surface px-6 py-4">
        {isChanged && (
          <Button look="quiet" onClick={() => setDraft({})}>
            {text().common.cancel}
          </Button>
        )}
        <Button type="submit" look="primary" isBusy={isBusy} disabled={!isChanged}>
          {words.settingsSave}
        </Button>
      </div>
    </form>
  );
}
