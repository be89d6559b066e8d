import { type ReactNode, useId } from 'react';

interface FieldParts {
  id: string;
  describedBy: string | undefined;
  isInvalid: boolean;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** The message under the field; its line is there only while there is something to say. */
  error?: string | undefined;
  isLabelHidden?: boolean;
  /** Shown at the right end of the label's line. */
  aside?: ReactNode;
  children: (parts: FieldParts) => ReactNode;
}

/** Label, hint and message around one control, tied together for screen readers. */
export function Field({ label, hint, error, isLabelHidden = false, aside, children }: FieldProps) {
  const id = useId();
  const hasNote = error !== undefined || hint !== undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className={isLabelHidden ? 'sr-only' : 'flex items-baseline justify-between gap-2'}>
        <label htmlFor={id} className="font-medium text-sm text-text">
          {label}
        </label>
        {aside}
      </div>
      {children({ id, describedBy: hasNote ? `${id}-note` : undefined, isInvalid: error !== undefined })}
      {hasNote && (
        <p
          id={`${id}-note`}
          role={error === undefined ? undefined : 'alert'}
          className={error === undefined ? 'text-text-3 text-xs' : 'text-bad-text text-xs'}
        >
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
