import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useIsHostAway } from '../../session/use-is-away.ts';
import { usePeople } from '../../session/use-names.ts';
import { useHost, useRoom } from '../../session/use-session.ts';

const SHOWN = 3;
const NOBODY: readonly string[] = [];

/** Who types and who records, as long as the host can tell. Its space is always there, so that nothing jumps when somebody starts. */
export function TypingLine({ roomRef }: { roomRef: RoomRef }) {
  const typing = useRoom(roomRef, (room) => room?.typing);
  const speaking = useRoom(roomRef, (room) => room?.speaking ?? NOBODY);
  const selfId = useHost(roomRef.hostKey, (host) => host?.self?.id);
  const participants = usePeople(roomRef);
  const isUnknown = useIsHostAway(roomRef.hostKey);
  const t = text().chat;
  const tell = (ids: readonly string[], say: (names: readonly string[], more: number) => string) => {
    const names = ids.flatMap(
      (id) => participants.find((person) => person.userId === id && id !== selfId)?.displayName ?? [],
    );
    return say(names.slice(0, SHOWN), Math.max(0, names.length - SHOWN));
  };
  const told = isUnknown ? [] : [tell(Object.keys(typing ?? {}), t.typing), tell(speaking, t.recording)];
  return (
    <p className="h-5 truncate px-1 text-text-3 text-xs leading-5" data-testid="typing-line">
      <bdi>{told.filter((words) => words !== '').join(' · ')}</bdi>
    </p>
  );
}
