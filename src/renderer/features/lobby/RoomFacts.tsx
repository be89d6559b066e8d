import { Lock, LockKeyhole, UsersRound } from 'lucide-react';
import type { Room } from '#shared/model/room.ts';
import { formatMoment } from '../../lib/moment.ts';
import { text } from '../../lib/text.ts';
import { Badge } from '../../ui/Badge.tsx';

/** What decides whether one can come in: password, lock, seats. */
export function RoomFacts({ room }: { room: Room }) {
  const { needsPassword, locked, full, hereNow, nobodyHere, seats } = text().lobby;
  const isFull = room.memberCount >= room.maxParticipants;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-text-3">
      <span className="inline-flex items-center gap-1.5">
        <UsersRound
          size={16}
          aria-hidden
          className={room.participantCount > 0 ? 'text-good-text' : undefined}
        />
        {room.participantCount > 0 ? hereNow(room.participantCount) : nobodyHere}
      </span>
      <span>{seats(room.memberCount, room.maxParticipants)}</span>
      {room.hasPassword && <Badge icon={<LockKeyhole size={12} aria-hidden />}>{needsPassword}</Badge>}
      {room.locked && (
        <Badge tone="warn" icon={<Lock size={12} aria-hidden />}>
          {locked}
        </Badge>
      )}
      {isFull && <Badge tone="warn">{full}</Badge>}
      {room.startsAt != null && Date.parse(room.startsAt) > Date.now() && (
        <Badge tone="accent">{text().rooms.begins(formatMoment(room.startsAt))}</Badge>
      )}
    </span>
  );
}
