import { type ReactNode, useId } from 'react';

interface Option<Value extends string> {
  value: Value;
  label: string;
  icon?: ReactNode;
}

interface SegmentedProps<Value extends string> {
  label: string;
  hint?: string;
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
}

/** One choice out of a few, all visible. Native radio buttons bring the arrow keys along. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, hint, value, options, onChange } = props;
  const name = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      <div className="flex min-h-9 flex-wrap gap-0.5 rounded-control bg-sunken p-0.5 max-md:min-h-12">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-8 flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-[6px] border border-transparent px-3 text-sm text-text-2 transition-colors max-md:min-h-11 hover:text-text has-checked:border-line has-checked:bg-raised has-checked:font-medium has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-ring"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.icon}
            {option.label}
          </label>
        ))}
      </div>
      {hint !== undefined && <p className="text-text-3 text-xs">{hint}</p>}
    </fieldset>
  );
}
