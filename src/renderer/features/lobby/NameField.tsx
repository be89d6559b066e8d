import { SIZES } from '#shared/contract/limits.ts';
import { DisplayNameSchema } from '#shared/model/user.ts';
import { text } from '../../lib/text.ts';
import { TextField } from '../../ui/TextField.tsx';

/** The sentence for a name that cannot be used, or null. */
export function checkName(name: string): string | null {
  if (DisplayNameSchema.safeParse(name).success) return null;
  return name.trim() === '' ? text().lobby.nameNeeded : text().lobby.nameTooLong;
}

interface NameFieldProps {
  value: string;
  error: string | null;
  hasAutoFocus?: boolean;
  onChange: (name: string) => void;
}

/** Asked once, in place, when it is first needed. */
export function NameField({ value, error, hasAutoFocus = false, onChange }: NameFieldProps) {
  const { nameLabel, namePlaceholder } = text().lobby;
  return (
    <TextField
      label={nameLabel}
      placeholder={namePlaceholder}
      name="displayName"
      autoComplete="nickname"
      maxLength={SIZES.displayName * 2}
      autoFocus={hasAutoFocus}
      value={value}
      error={error ?? undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
