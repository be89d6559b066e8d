import { useCallback, useState } from 'react';
import { laterText } from '../../lib/later-text.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useRoom, useSessionActions } from '../../session/use-session.ts';
import { CountBadge } from '../../ui/Badge.tsx';
import { TabsDialog } from '../../ui/TabsDialog.tsx';
import { InviteLink } from './InviteLink.tsx';
import { InviteList } from './InviteList.tsx';
import { InviteMail } from './InviteMail.tsx';
import { InvitePeople } from './InvitePeople.tsx';

export function InviteDialog({ roomRef, onClose }: { roomRef: RoomRef; onClose: () => void }) {
  const { hostKey, roomId } = roomRef;
  const { callHost } = useSessionActions();
  const name = useRoom(roomRef, (known) => known?.room.name);
  const [tab, setTab] = useState<'people' | 'link' | 'mail' | 'list'>('people');
  const words = laterText().invitations;
  const ask = useCallback(
    () => callHost(hostKey, { name: 'listInvites', params: { roomId } }),
    [callHost, hostKey, roomId],
  );
  const invites = useAnswer(ask);
  if (name === undefined) return null;
  const open =
    invites.answer.phase === 'ready'
      ? invites.answer.data.invites.filter(({ status }) => status === 'open').length
      : 0;
  return (
    <TabsDialog
      title={words.title(name)}
      onClose={onClose}
      label={words.tabsLabel}
      selected={tab}
      onSelect={(next) => {
        setTab(next);
        // Others accept meanwhile.
        if (next === 'list') invites.reload();
      }}
      tabs={[
        {
          name: 'people',
          label: words.tabs.people,
          content: <InvitePeople roomRef={roomRef} onInvited={invites.reload} />,
        },
        {
          name: 'link',
          label: words.tabs.link,
          content: <InviteLink roomRef={roomRef} onInvited={invites.reload} />,
        },
        {
          name: 'mail',
          label: words.tabs.mail,
          content: <InviteMail roomRef={roomRef} roomName={name} onInvited={invites.reload} />,
        },
        {
          name: 'list',
          label: words.tabs.list,
          badge: <CountBadge count={open} />,
          content: <InviteList hostKey={hostKey} invites={invites} />,
        },
      ]}
    />
  );
}
