import { useCallback, useState } from 'react';
import { laterText } from '../../lib/later-text.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useRoom, useSessionActions } from '../../session/use-session.ts';
import { CountBadge } from '../../ui/Badge.tsx';
import { TabsDialog } from '../../ui/TabsDialog.tsx';
import { AgentList } from './AgentList.tsx';
import { InviteAgent } from './InviteAgent.tsx';
import { type MadeAgent, MadeLines } from './MadeLines.tsx';

/** Programs as members of a room: asked in, listed, sent away. */
export function AgentsDialog({ roomRef, onClose }: { roomRef: RoomRef; onClose: () => void }) {
  const { hostKey, roomId } = roomRef;
  const { callHost } = useSessionActions();
  const roomName = useRoom(roomRef, (known) => known?.room.name);
  const [tab, setTab] = useState<'invite' | 'list'>('invite');
  // Kept here: a look at the list must not lose lines that are shown only once.
  const [made, setMade] = useState<MadeAgent | null>(null);
  const words = laterText().agents;
  const ask = useCallback(
    () => callHost(hostKey, { name: 'listAgents', params: { roomId } }),
    [callHost, hostKey, roomId],
  );
  const agents = useAnswer(ask);
  if (roomName === undefined) return null;
  const count = agents.answer.phase === 'ready' ? agents.answer.data.agents.length : 0;
  const handleMade = (next: MadeAgent) => {
    setMade(next);
    agents.reload();
  };
  return (
    <TabsDialog
      title={words.title(roomName)}
      onClose={onClose}
      label={words.tabsLabel}
      selected={tab}
      onSelect={(next) => {
        setTab(next);
        // Others invite and revoke meanwhile.
        if (next === 'list') agents.reload();
      }}
      tabs={[
        {
          name: 'invite',
          label: words.tabs.invite,
          content:
            made === null ? (
              <InviteAgent roomRef={roomRef} onMade={handleMade} />
            ) : (
              <MadeLines made={made} onAnother={() => setMade(null)} />
            ),
        },
        {
          name: 'list',
          label: words.tabs.list,
          badge: <CountBadge count={count} />,
          content: (
            <AgentList
              roomRef={roomRef}
              agents={agents}
              onRevoked={(id) => setMade((known) => (known?.agent.id === id ? null : known))}
            />
          ),
        },
      ]}
    />
  );
}
