import { Bot } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import type { HostStatus } from '#shared/contract/ipc.ts';
import { type AgentScope, writeMcpLine } from '#shared/model/agent.ts';
import { DisplayNameSchema } from '#shared/model/user.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { insideSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import type { AgentLife } from '../../locales/en/agents.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { MadeAgent } from './MadeLines.tsx';

const SCOPES: readonly AgentScope[] = ['write', 'read'];
const LIVES: readonly AgentLife[] = ['hour', 'day', 'week', 'never'];
const HOURS: Readonly<Record<AgentLife, number | null>> = { hour: 1, day: 24, week: 168, never: null };

/** MCP clients come to the app on their own machine: from a desktop that is this one, wherever the room is. */
function leadHere(made: MadeAgent, status: HostStatus | null): MadeAgent {
  if (status?.state !== 'running' || status.mcpUrl === undefined) return made;
  return { ...made, lines: { ...made.lines, mcp: writeMcpLine(status.mcpUrl, made.invitation) } };
}

interface InviteAgentProps {
  roomRef: RoomRef;
  onMade: (made: MadeAgent) => void;
}

export function InviteAgent({ roomRef: { hostKey, roomId }, onMade }: InviteAgentProps) {
  const bridge = useBridge();
  const { callHost } = useSessionActions();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<AgentScope>('write');
  const [life, setLife] = useState<AgentLife>('day');
  const [error, setError] = useState<string>();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const words = laterText().agents;
  const handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const parsed = DisplayNameSchema.safeParse(name);
    if (!parsed.success) return setError(words.nameMissing);
    setBusy(true);
    const result = await callHost(hostKey, {
      name: 'inviteAgent',
      params: { roomId },
      body: { name: parsed.data, scope, expiresInHours: HOURS[life] },
    });
    const status = await bridge.readHostStatus();
    setBusy(false);
    if (result.ok) onMade(leadHere(result.data, status.ok ? status.data : null));
    else setProblem(insideSentence(result.error));
  };
  return (
    <form noValidate onSubmit={(event) => void handleSubmit(event)} className="flex flex-col gap-4">
      <p className="text-pretty text-sm text-text-3">{words.hint}</p>
      {problem !== null && <Notice tone="bad">{problem}</Notice>}
      <TextField
        label={words.name}
        placeholder={words.namePlaceholder}
        maxLength={50}
        autoFocus
        data-autofocus
        value={name}
        error={error}
        onChange={(event) => {
          setName(event.target.value);
          setError(undefined);
        }}
      />
      <Segmented
        label={words.scope}
        value={scope}
        options={SCOPES.map((value) => ({ value, label: words.scopes[value] }))}
        onChange={setScope}
      />
      <Segmented
        label={words.life}
        value={life}
        options={LIVES.map((value) => ({ value, label: words.lives[value] }))}
        onChange={setLife}
      />
      <Button
        type="submit"
        look="primary"
        className="self-start"
        icon={<Bot size={16} aria-hidden />}
        isBusy={isBusy}
      >
        {words.make}
      </Button>
    </form>
  );
}
