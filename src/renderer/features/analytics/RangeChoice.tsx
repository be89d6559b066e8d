import { laterText } from '../../lib/later-text.ts';
import { Segmented } from '../../ui/Segmented.tsx';

const RANGES = [1, 7, 30, 90] as const;
export type Days = (typeof RANGES)[number];

export function RangeChoice({ days, onChange }: { days: Days; onChange: (days: Days) => void }) {
  const words = laterText().analytics;
  return (
    <Segmented
      label={words.range}
      value={`${days}`}
      options={RANGES.map((range) => ({ value: `${range}` as const, label: words.ranges[range] }))}
      onChange={(value) => onChange(Number(value) as Days)}
    />
  );
}
