import { Minus, Plus } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { text } from '../lib/text.ts';
import { Field } from './Field.tsx';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5 };

interface StepperProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

/** A number that is stepped or typed. Typing may pass through anything; leaving the field clamps it. */
export function Stepper({ label, hint, error, value, min, max, onChange }: StepperProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const { more, fewer } = text().common;
  const clamp = (next: number) => Math.min(max, Math.max(min, next));
  const commit = (next: number) => {
    setTyped(null);
    onChange(clamp(next));
  };
  const handleKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    commit(value + step);
  };
  const side =
    'flex w-9 items-center justify-center text-text-2 transition-colors hover:bg-hover hover:text-text active:bg-pressed disabled:opacity-40 max-md:w-11';
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, isInvalid }) => (
        <div className="flex h-9 w-fit overflow-hidden rounded-control border border-outline/70 bg-surface focus-within:border-ring max-md:h-11.5">
          <button
            type="button"
            tabIndex={-1}
            className={side}
            aria-label={fewer(label)}
            disabled={value <= min}
            onClick={() => commit(value - 1)}
          >
            <Minus size={16} aria-hidden />
          </button>
          <input
            id={id}
            role="spinbutton"
            inputMode="numeric"
            autoComplete="off"
            aria-valuenow={value}
            aria-valuemin={min}
            aria-valuemax={max}
            aria-invalid={isInvalid || undefined}
            aria-describedby={describedBy}
            value={typed ?? String(value)}
            onKeyDown={handleKeyDown}
            onFocus={(event) => event.target.select()}
            onChange={(event) => {
              const digits = event.target.value.replace(/\D/g, '').slice(0, 4);
              setTyped(digits);
              if (digits !== '' && Number(digits) >= min && Number(digits) <= max) onChange(Number(digits));
            }}
            onBlur={() => commit(typed === null || typed === '' ? value : Number(typed))}
            className="w-12 border-line border-x bg-transparent text-center tabular-nums focus-visible:outline-offset-[-2px]"
          />
          <button
            type="button"
            tabIndex={-1}
            className={side}
            aria-label={more(label)}
            disabled={value >= max}
            onClick={() => commit(value + 1)}
          >
            <Plus size={16} aria-hidden />
          </button>
        </div>
      )}
    </Field>
  );
}
