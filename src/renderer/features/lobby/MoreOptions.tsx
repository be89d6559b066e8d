import { SIZES } from '#shared/contract/limits.ts';
import { text } from '../../lib/text.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';
import type { CreateDraft, CreateErrors } from './create-draft.ts';

interface MoreOptionsProps {
  draft: CreateDraft;
  errors: CreateErrors;
  onChange: (part: Partial<CreateDraft>) => void;
}

export function MoreOptions({ draft, errors, onChange }: MoreOptionsProps) {
  const words = text().lobby;
  return (
    <div className="flex flex-col gap-4 pt-2">
      <TextArea
        label={words.descriptionLabel}
        placeholder={words.descriptionPlaceholder}
        value={draft.description}
        error={errors.description}
        onChange={(event) => onChange({ description: event.target.value })}
      />
      <TextField
        type="datetime-local"
        label={text().rooms.startLabel}
        hint={text().rooms.startHint}
        className="md:max-w-60"
        value={draft.starts}
        error={errors.starts}
        onChange={(event) => onChange({ starts: event.target.value })}
      />
      <TextField
        type="password"
        label={words.roomPasswordLabel}
        hint={words.roomPasswordHint}
        autoComplete="new-password"
        maxLength={SIZES.password}
        value={draft.password}
        error={errors.password}
        onChange={(event) => onChange({ password: event.target.value })}
      />
      <Segmented
        label={words.lifeLabel}
        hint={words.lifeHint[draft.life]}
        value={draft.life}
        options={(['until-empty', 'day', 'kept'] as const).map((life) => ({
          value: life,
          label: words.life[life],
        }))}
        onChange={(life) => onChange({ life })}
      />
    </div>
  );
}
