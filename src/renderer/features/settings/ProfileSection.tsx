import { SIZES } from '#shared/contract/limits.ts';
import { DisplayNameSchema } from '#shared/model/user.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { SavedField } from './SavedField.tsx';
import type { SectionProps } from './SettingsDialog.tsx';

export function ProfileSection({ settings }: SectionProps) {
  const bridge = useBridge();
  const actions = useSessionActions();
  const words = text().settings;
  return (
    <SavedField
      label={words.nameLabel}
      hint={words.nameHint}
      maxLength={SIZES.displayName * 2}
      value={settings.displayName ?? ''}
      onSave={async (name) => {
        const parsed = DisplayNameSchema.safeParse(name);
        if (!parsed.success) return name.trim() === '' ? words.nameNeeded : words.nameTooLong;
        const saved = await bridge.changeSettings({ displayName: parsed.data });
        if (!saved.ok) return errorSentence(saved.error);
        const told = await actions.changeName(parsed.data);
        return told.ok ? null : errorSentence(told.error);
      }}
    />
  );
}
