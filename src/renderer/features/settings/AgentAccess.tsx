import { Copy } from 'lucide-react';
import { useState } from 'react';
import { writeMcpLine } from '#shared/model/agent.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { laterText } from '../../lib/later-text.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast-store.ts';

/** Whole lines may be pasted: what counts in them are the invitations. */
function findInvitations(pasted: string): readonly string[] {
  return [...new Set(pasted.match(/spaces1\.[\w-]+/g))];
}

/** Agents of this computer in rooms of any host: their invitations become the settings of one MCP client. */
export function AgentAccess({ mcpUrl }: { mcpUrl: string }) {
  const bridge = useBridge();
  const [pasted, setPasted] = useState('');
  const words = laterText().agents.access;
  const { common } = text();
  const invitations = findInvitations(pasted);
  const handleCopy = async () => {
    const result = await bridge.copyText(writeMcpLine(mcpUrl, invitations.join(',')));
    if (result.ok) showToast(words.copied);
    else showToast(common.copyFailed, { tone: 'bad' });
  };
  return (
    <div className="flex flex-col gap-3">
      <div>
        <p className="font-medium text-sm">{words.title}</p>
        <p className="text-pretty text-text-3 text-xs">{words.hint}</p>
        <p className="mt-2 select-text truncate rounded-control bg-canvas px-3 py-2 font-mono text-sm">
          {mcpUrl}
        </p>
      </div>
      <TextField
        label={words.invitations}
        hint={pasted === '' || invitations.length > 0 ? words.found(invitations.length) : words.none}
        placeholder="spaces1.…"
        spellCheck={false}
        dir="ltr"
        className="font-mono"
        value={pasted}
        onChange={(event) => setPasted(event.target.value)}
      />
      <Button
        className="self-start"
        icon={<Copy size={16} aria-hidden />}
        disabled={invitations.length === 0}
        onClick={() => void handleCopy()}
      >
        {words.copy}
      </Button>
    </div>
  );
}
