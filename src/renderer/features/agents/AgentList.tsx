import { Bot } from 'lucide-react';
import { useState } from 'react';
import type { Agent } from '#shared/model/agent.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import { mayInRoom } from '../../lib/may-in-room.ts';
import { formatMoment } from '../../lib/moment.ts';
import { formatShortTime } from '../../lib/short-time.ts';
import type { useAnswer } from '../../lib/use-answer.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useHost, useRoom, useSessionActions } from '../../session/use-session.ts';
import { AnswerFrame } from '../../ui/AnswerFrame.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { showToast } from '../../ui/toast-store.ts';

interface AgentListProps {
  roomRef: RoomRef;
  agents: ReturnType<typeof useAnswer<{ agents: Agent[] }>>;
  onRevoked: (agentId: string) => void;
}

/** Who was asked in, by whom and until when. Who asked it in revokes it, and so do moderators. */
export function AgentList({ roomRef, agents, onRevoked }: AgentListProps) {
  const { hostKey, roomId } = roomRef;
  const { callHost } = useSessionActions();
  const selfId = useHost(hostKey, (host) => host?.self?.id);
  const mayRemove = useRoom(roomRef, (known) => mayInRoom(known?.room, 'remove-member', 'member'));
  const [asked, setAsked] = useState<Agent | null>(null);
  const [isBusy, setBusy] = useState(false);
  const words = laterText().agents;
  const handleRevoke = async ({ id, displayName }: Agent) => {
    setBusy(true);
    const result = await callHost(hostKey, { name: 'revokeAgent', params: { roomId, agentId: id } });
    setBusy(false);
    setAsked(null);
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    agents.change((known) => ({ agents: known.agents.filter((agent) => agent.id !== id) }));
    onRevoked(id);
    showToast(words.revoked(displayName));
  };
  return (
    <>
      <AnswerFrame answer={agents.answer} onRetry={agents.reload}>
        {({ agents: all }) =>
          all.length === 0 ? (
            <EmptyState icon={<Bot size={20} />} title={words.listEmpty}>
              {words.listEmptyWhy}
            </EmptyState>
          ) : (
            <ul aria-label={words.tabs.list} className="flex flex-col">
              {all.map((agent) => (
                <AgentRow
                  key={agent.id}
                  agent={agent}
                  onRevoke={mayRemove || agent.invitedBy === selfId ? () => setAsked(agent) : null}
                />
              ))}
            </ul>
          )
        }
      </AnswerFrame>
      {asked !== null && (
        <ConfirmDialog
          title={words.revokeTitle(asked.displayName)}
          confirmLabel={words.revokeConfirm}
          isDestructive
          isBusy={isBusy}
          onConfirm={() => void handleRevoke(asked)}
          onClose={() => setAsked(null)}
        >
          {words.revokeWhy}
        </ConfirmDialog>
      )}
    </>
  );
}

function AgentRow({ agent, onRevoke }: { agent: Agent; onRevoke: (() => void) | null }) {
  const { displayName, scope, invitedByName, createdAt, expiresAt } = agent;
  const words = laterText().agents;
  const now = Date.now();
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= now;
  const end = expiresAt === null ? words.forever : words.until(formatMoment(expiresAt));
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-3 border-line py-2 not-last:border-b">
      <Bot size={16} aria-hidden className="shrink-0 text-text-3" />
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate font-medium">
          <bdi>{displayName}</bdi>
        </p>
        <p className="flex flex-wrap gap-x-3 text-text-3 text-xs">
          <span>{words.byWhom(invitedByName, formatShortTime(createdAt, now))}</span>
          <span>{end}</span>
        </p>
      </div>
      <span className="flex items-center gap-2 max-md:w-full max-md:justify-between max-md:pl-7">
        {isExpired ? <Badge tone="warn">{words.expired}</Badge> : <Badge>{words.scopes[scope]}</Badge>}
        {onRevoke !== null && (
          <Button size="small" look="quiet" aria-label={words.revokeAgent(displayName)} onClick={onRevoke}>
            {words.revoke}
          </Button>
        )}
      </span>
    </li>
  );
}
