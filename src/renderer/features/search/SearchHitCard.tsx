import type { SearchHit } from '#shared/model/search.ts';
import { formatShortTime } from '../../lib/short-time.ts';
import { useNameIn } from '../../session/use-names.ts';
import { MessageCard } from '../../ui/MessageCard.tsx';
import { splitSnippet } from './split-snippet.ts';

interface SearchHitCardProps {
  hostKey: string;
  hit: SearchHit;
  showsRoom: boolean;
  onOpen: () => void;
}

export function SearchHitCard({ hostKey, hit, showsRoom, onOpen }: SearchHitCardProps) {
  const { message, room, snippet } = hit;
  const showName = useNameIn({ hostKey, roomId: message.roomId });
  const time = formatShortTime(message.createdAt, Date.now());
  const files = message.attachments.map(({ name }) => name).join(', ');
  return (
    <MessageCard
      userId={message.userId ?? message.displayName}
      displayName={showName(message.userId, message.displayName)}
      place={showsRoom ? `${room.name} · ${time}` : time}
      onOpen={onOpen}
    >
      {splitSnippet(snippet).map(({ text: part, isMatch }, index) =>
        isMatch ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
          <mark key={index} className="rounded-[3px] bg-warn-soft font-medium text-warn-text">
            {part}
          </mark>
        ) : (
          part
        ),
      )}
      {snippet.text === '' && files}
    </MessageCard>
  );
}
