import { MessageCircle } from 'lucide-react';
import { formatUntil } from '../../../lib/format-until.ts';
import { laterText } from '../../../lib/later-text.ts';
import { tellKind } from '../../../lib/tell-kind.ts';
import { text } from '../../../lib/text.ts';
import type { RoomRef } from '../../../session/replica.ts';
import { useIsHostAway } from '../../../session/use-is-away.ts';
import { useSessionActions } from '../../../session/use-session.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useChat } from '../chat-context.ts';
import { tellFailure } from './tell-failure.ts';

interface PersonCardProps {
  userId: string;
  displayName: string;
  onOpenRoom: (ref: RoomRef) => void;
  onClose: () => void;
}

/** Who somebody is, and the way to talk to them alone. */
export function PersonCard({ userId, displayName, onOpenRoom, onClose }: PersonCardProps) {
  const { openDirect } = useSessionActions();
  const chat = useChat();
  const person = chat.participants.find((known) => known.userId === userId);
  const t = text();
  const isUnknown = useIsHostAway(chat.roomRef.hostKey);
  const status = person?.isOnline ? (person.status === 'offline' ? 'online' : person.status) : 'offline';
  const openConversation = async () => {
    const opened = await openDirect(chat.roomRef.hostKey, userId);
    if (!opened.ok) return tellFailure(opened);
    onClose();
    onOpenRoom(opened.data);
  };
  return (
    <div className="flex w-64 flex-col gap-3">
      <div className="flex items-center gap-3">
        <Avatar userId={userId} name={displayName} size={48} status={isUnknown ? 'unknown' : status} />
        <div className="min-w-0">
          <p className="truncate font-semibold">
            <bdi>{displayName}</bdi>
          </p>
          <p className="text-sm text-text-3">
            {[
              person && tellKind(person),
              isUnknown ? t.participants.hostAway : t.common[status],
              person && person.role !== 'member' && t.participants.roles[person.role],
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
      </div>
      {person?.statusText && (
        <p className="wrap-anywhere text-sm text-text-2">
          <bdi>{person.statusText}</bdi>
          {person.statusUntil && (
            <span className="text-text-3">
              {' '}
              · {t.participants.until(formatUntil(person.statusUntil, Date.now()))}
            </span>
          )}
        </p>
      )}
      {userId !== chat.selfId && person?.kind !== 'agent' && (
        <Button icon={<MessageCircle size={16} aria-hidden />} onClick={() => void openConversation()}>
          {laterText().actions.messagePerson}
        </Button>
      )}
    </div>
  );
}
