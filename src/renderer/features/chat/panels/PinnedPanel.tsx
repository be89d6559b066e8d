import { Pin, PinOff } from 'lucide-react';
import { useCallback } from 'react';
import { laterText } from '../../../lib/later-text.ts';
import { mayInRoom } from '../../../lib/may-in-room.ts';
import { formatShortTime } from '../../../lib/short-time.ts';
import type { RoomRef } from '../../../session/replica.ts';
import { useRoom, useSessionActions } from '../../../session/use-session.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { tellFailure } from '../messages/tell-failure.ts';
import { MessageListPanel } from './MessageListPanel.tsx';

interface PinnedPanelProps {
  roomRef: RoomRef;
  onShow: (messageId: string) => void;
  onClose: () => void;
}

/** What the room keeps at hand. */
export function PinnedPanel({ roomRef, onShow, onClose }: PinnedPanelProps) {
  const session = useSessionActions();
  const role = useRoom(roomRef, (room) => room?.room.role);
  const kind = useRoom(roomRef, (room) => room?.room.kind ?? 'room');
  const canUnpin = role !== undefined && mayInRoom({ kind, role }, 'send');
  const t = laterText().panels;
  const { hostKey, roomId } = roomRef;
  const load = useCallback(async () => {
    const answer = await session.callHost(hostKey, { name: 'listPinned', params: { roomId } });
    return answer.ok
      ? { ok: true as const, data: answer.data.messages.map((message) => ({ message })) }
      : answer;
  }, [session, hostKey, roomId]);
  return (
    <MessageListPanel
      title={t.pinned}
      hostKey={hostKey}
      load={load}
      isMember={(message) => message.roomId === roomId && message.pinned !== undefined}
      empty={{ icon: <Pin size={20} />, title: t.noPins, why: t.noPinsWhy }}
      placeOf={(message) => formatShortTime(message.createdAt, Date.now())}
      onOpen={(message) => onShow(message.id)}
      actionsOf={(message) =>
        canUnpin && (
          <IconButton
            label={laterText().actions.unpin}
            icon={<PinOff size={16} aria-hidden />}
            onClick={async () => tellFailure(await session.pinMessage(roomRef, message.id, false))}
          />
        )
      }
      onClose={onClose}
    />
  );
}
