import { laterText } from '../../lib/later-text.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { Stepper } from '../../ui/Stepper.tsx';
import { AGENT_LIMIT } from './settings-draft.ts';

interface AgentLimitProps {
  /** Null: as the host says; 0: never. */
  value: number | null;
  hostLimit: number;
  onChange: (value: number | null) => void;
}

type Kind = 'host' | 'own' | 'never';

function kindOf(value: number | null): Kind {
  if (value === null) return 'host';
  return value === 0 ? 'never' : 'own';
}

/** When agents that talk among themselves have to wait for a person. */
export function AgentLimit({ value, hostLimit, onChange }: AgentLimitProps) {
  const words = laterText().moderation.agentLimit;
  const kind = kindOf(value);
  const change = (next: Kind) => {
    if (next === kind) return;
    onChange(next === 'host' ? null : next === 'never' ? 0 : Math.max(AGENT_LIMIT.min, hostLimit));
  };
  return (
    <div className="flex flex-col gap-4">
      <Segmented
        label={words.label}
        hint={words.hints[kind](kind === 'host' ? hostLimit : (value ?? 0))}
        value={kind}
        options={(['host', 'own', 'never'] as const).map((option) => ({
          value: option,
          label: words.kinds[option],
        }))}
        onChange={change}
      />
      {kind === 'own' && (
        <Stepper
          label={words.number}
          value={value ?? hostLimit}
          min={AGENT_LIMIT.min}
          max={AGENT_LIMIT.max}
          onChange={onChange}
        />
      )}
    </div>
  );
}
