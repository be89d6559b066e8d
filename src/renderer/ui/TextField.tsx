import { Eye, EyeOff } from 'lucide-react';
import { type ComponentPropsWithRef, type KeyboardEvent, type ReactNode, useState } from 'react';
import { joinClasses } from '../lib/class-names.ts';
import { text } from '../lib/text.ts';
import { Field } from './Field.tsx';

const INPUT =
  'w-full rounded-control border border-outline/70 bg-surface px-3 text-base text-text transition-colors hover:border-outline focus-visible:border-ring focus-visible:outline-offset-0 aria-invalid:border-bad-text disabled:opacity-50';

interface TextFieldProps extends Omit<ComponentPropsWithRef<'input'>, 'id' | 'type' | 'aria-invalid'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  isLabelHidden?: boolean;
  aside?: ReactNode;
  type?: 'text' | 'password' | 'search' | 'url' | 'datetime-local';
}

/** Escape empties a search before it closes what the search stands in, alike in every browser. */
function emptySearch(event: KeyboardEvent<HTMLInputElement>): void {
  const { currentTarget: input, nativeEvent } = event;
  if (event.key !== 'Escape' || event.defaultPrevented || nativeEvent.isComposing) return;
  if (input.type !== 'search' || input.value === '') return;
  event.preventDefault();
  input.setRangeText('', 0, input.value.length);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

export function TextField({
  label,
  hint,
  error,
  isLabelHidden = false,
  aside,
  type = 'text',
  className,
  onKeyDown,
  ...rest
}: TextFieldProps) {
  const [isShown, setIsShown] = useState(false);
  const isPassword = type === 'password';
  const { showPassword, hidePassword } = text().common;
  return (
    <Field label={label} hint={hint} error={error} isLabelHidden={isLabelHidden} aside={aside}>
      {({ id, describedBy, isInvalid }) => (
        <div className="relative">
          <input
            autoComplete="off"
            {...rest}
            onKeyDown={(event) => {
              onKeyDown?.(event);
              emptySearch(event);
            }}
            id={id}
            type={isPassword && isShown ? 'text' : type}
            aria-invalid={isInvalid || undefined}
            aria-describedby={describedBy}
            className={joinClasses(INPUT, 'h-9 max-md:h-11', isPassword && 'pe-11', className)}
          />
          {isPassword && (
            <button
              type="button"
              aria-label={isShown ? hidePassword : showPassword}
              onClick={() => setIsShown(!isShown)}
              className="absolute inset-y-0 end-0 flex w-10 max-md:w-11 items-center justify-center rounded-control text-text-3 hover:text-text"
            >
              {isShown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
            </button>
          )}
        </div>
      )}
    </Field>
  );
}

interface TextAreaProps extends Omit<ComponentPropsWithRef<'textarea'>, 'id' | 'aria-invalid'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
}

export function TextArea({ label, hint, error, className, ...rest }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, isInvalid }) => (
        <textarea
          rows={3}
          {...rest}
          id={id}
          aria-invalid={isInvalid || undefined}
          aria-describedby={describedBy}
          className={joinClasses(INPUT, 'resize-none py-2', className)}
        />
      )}
    </Field>
  );
}
