import { Copy } from 'lucide-react';
import type { Agent, AgentLines } from '#shared/model/agent.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { laterText } from '../../lib/later-text.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast-store.ts';

export interface MadeAgent {
  readonly agent: Agent;
  readonly invitation: string;
  readonly lines: AgentLines;
}

const KINDS: readonly (keyof AgentLines)[] = ['curl', 'typescript', 'mcp'];

interface MadeLinesProps {
  made: MadeAgent;
  onAnother: () => void;
}

/** What to paste into the agent's world. The host kept only what it takes to recognise the secret. */
export function MadeLines({ made, onAnother }: MadeLinesProps) {
  const bridge = useBridge();
  const words = laterText().agents;
  const { common } = text();
  const copy = async (kind: keyof AgentLines) => {
    const result = await bridge.copyText(made.lines[kind]);
    if (result.ok) showToast(words.lineCopied(words.lines[kind]));
    else showToast(common.copyFailed, { tone: 'bad' });
  };
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="break-words font-medium">
        {words.made(made.agent.displayName)}
      </p>
      <Notice tone="warn">{words.once}</Notice>
      {KINDS.map((kind, index) => (
        <div key={kind} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              label={words.lines[kind]}
              readOnly
              spellCheck={false}
              dir="ltr"
              className="font-mono"
              value={made.lines[kind]}
              onFocus={(event) => event.target.select()}
            />
          </div>
          <Button
            look={index === 0 ? 'primary' : 'secondary'}
            autoFocus={index === 0}
            aria-label={words.copyLine(words.lines[kind])}
            icon={<Copy size={16} aria-hidden />}
            onClick={() => void copy(kind)}
          >
            {common.copy}
          </Button>
        </div>
      ))}
      <div className="flex flex-col gap-1 text-pretty text-sm text-text-3">
        <p>{words.typescriptHint}</p>
        <p>{words.mcpHint}</p>
      </div>
      <Button className="self-start" onClick={onAnother}>
        {words.another}
      </Button>
    </div>
  );
}
