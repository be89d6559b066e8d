import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { usePeople } from '../../session/use-names.ts';
import { useRoom } from '../../session/use-session.ts';

const SHOWN = 3;

/** Its space is always there, so that nothing jumps when somebody starts. */
export function TypingLine({ roomRef }: { roomRef: RoomRef }) {
  const typing = useRoom(roomRef, (room) => room?.typing);
  const participants = usePeople(roomRef);
  const names = Object.keys(typing ?? {}).flatMap(
    (id) => participants.find((person) => person.userId === id)?.displayName ?? [],
  );
  return (
    <p className="h-5 truncate px-1 text-text-3 text-xs leading-5" data-testid="typing-line">
      <bdi>{text().chat.typing(names.slice(0, SHOWN), Math.max(0, names.length - SHOWN))}</bdi>
    </p>
  );
}
