import { laterText } from '../../../lib/later-text.ts';
import { SKIN_TONES, type SkinTone } from './skin-tone.ts';

const HANDS = ['✋', '✋🏻', '✋🏼', '✋🏽', '✋🏾', '✋🏿'] as const;

/** One hand in each tone; the arrow keys choose as in any group of choices. */
export function SkinTonePicker({ tone, onChange }: { tone: SkinTone; onChange: (tone: SkinTone) => void }) {
  const t = laterText().emoji;
  return (
    <fieldset className="flex shrink-0">
      <legend className="sr-only">{t.tone}</legend>
      {SKIN_TONES.map((value) => (
        <label
          key={value}
          title={t.tones[value]}
          className="flex size-6 select-none items-center justify-center rounded-control text-base leading-none hover:bg-hover has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-ring"
        >
          <input
            type="radio"
            name="skin-tone"
            aria-label={t.tones[value]}
            checked={value === tone}
            onChange={() => onChange(value)}
            className="sr-only"
          />
          <span aria-hidden="true">{HANDS[value]}</span>
        </label>
      ))}
    </fieldset>
  );
}
