import { Bookmark, BookmarkX } from 'lucide-react';
import { useCallback } from 'react';
import { laterText } from '../../../lib/later-text.ts';
import { formatShortTime } from '../../../lib/short-time.ts';
import type { RoomRef } from '../../../session/replica.ts';
import { useHost, useSessionActions } from '../../../session/use-session.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { tellFailure } from '../messages/tell-failure.ts';
import { MessageListPanel } from './MessageListPanel.tsx';

interface SavedPanelProps {
  hostKey: string;
  onShow: (ref: RoomRef, messageId: string) => void;
  onClose: () => void;
}

/** What this person saved, of all rooms of the host. */
export function SavedPanel({ hostKey, onShow, onClose }: SavedPanelProps) {
  const session = useSessionActions();
  const rooms = useHost(hostKey, (host) => host?.rooms);
  const t = laterText().panels;
  const load = useCallback(async () => {
    const answer = await session.callHost(hostKey, { name: 'listSaved', query: { limit: 100 } });
    return answer.ok ? { ok: true as const, data: answer.data.saved } : answer;
  }, [session, hostKey]);
  return (
    <MessageListPanel
      title={t.saved}
      hostKey={hostKey}
      load={load}
      isMember={(message) => message.deletedAt === null}
      empty={{ icon: <Bookmark size={20} />, title: t.noSaved, why: t.noSavedWhy }}
      placeOf={(message) =>
        [rooms?.[message.roomId]?.room.name, formatShortTime(message.createdAt, Date.now())]
          .filter(Boolean)
          .join(' · ')
      }
      onOpen={(message) => onShow({ hostKey, roomId: message.roomId }, message.id)}
      actionsOf={(message, forget) => (
        <IconButton
          label={laterText().actions.unsave}
          icon={<BookmarkX size={16} aria-hidden />}
          onClick={async () => {
            const ref = { hostKey, roomId: message.roomId };
            const result = await session.saveMessage(ref, message.id, false);
            if (result.ok) forget();
            else tellFailure(result);
          }}
        />
      )}
      onClose={onClose}
    />
  );
}
