import { SIZES } from '#shared/contract/limits.ts';
import { laterText } from '../../lib/later-text.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

interface PasswordSettingProps {
  hasPassword: boolean;
  /** Undefined: untouched. Null: to be removed. Else the new one. */
  password: string | null | undefined;
  error: string | undefined;
  onChange: (password: string | null | undefined) => void;
}

/** The host never tells a password, so it can only be replaced or removed. */
export function PasswordSetting({ hasPassword, password, error, onChange }: PasswordSettingProps) {
  const words = laterText().moderation;
  const { lobby, common } = text();
  if (typeof password === 'string') {
    return (
      <div className="flex flex-col gap-2">
        <TextField
          type="password"
          label={words.passwordNew}
          hint={lobby.roomPasswordHint}
          autoComplete="new-password"
          autoFocus
          maxLength={SIZES.password}
          value={password}
          error={error}
          onChange={(event) => onChange(event.target.value)}
        />
        <Button size="small" look="quiet" className="self-start" onClick={() => onChange(undefined)}>
          {common.cancel}
        </Button>
      </div>
    );
  }
  const isRemoved = password === null;
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{lobby.roomPasswordLabel}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 basis-40 text-sm text-text-2">
          {isRemoved ? words.passwordRemoved : hasPassword ? words.passwordKept : words.passwordNone}
        </p>
        {isRemoved ? (
          <Button size="small" onClick={() => onChange(undefined)}>
            {words.passwordKeep}
          </Button>
        ) : (
          <>
            {hasPassword && (
              <Button size="small" look="quiet" onClick={() => onChange(null)}>
                {words.passwordRemove}
              </Button>
            )}
            <Button size="small" onClick={() => onChange('')}>
              {hasPassword ? words.passwordChange : words.passwordSet}
            </Button>
          </>
        )}
      </div>
    </fieldset>
  );
}
