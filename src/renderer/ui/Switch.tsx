import { useId } from 'react';

interface SwitchProps {
  label: string;
  hint?: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
}

export function Switch({ label, hint, isOn, isDisabled = false, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-4 py-1">
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-text-3 text-xs">
            {hint}
          </p>
        )}
      </div>
      <button
        id={id}
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        disabled={isDisabled}
        onClick={() => onChange(!isOn)}
        className="relative h-6 w-10 shrink-0 rounded-full bg-outline transition-colors before:absolute before:-inset-2.5 aria-checked:bg-accent disabled:opacity-50"
      >
        <span
          aria-hidden="true"
          className={`absolute top-0.5 start-0.5 size-5 rounded-full bg-white transition-transform ${isOn ? 'translate-x-4 rtl:-translate-x-4' : ''}`}
        />
      </button>
    </div>
  );
}
