import { useState } from 'react';
import type { Room } from '#shared/model/room.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSessionActions } from '../../session/use-session.ts';
import { showToast } from '../../ui/toast-store.ts';
import { ArchiveFold } from './ArchiveFold.tsx';
import { CardGrid } from './CardGrid.tsx';
import { DirectCard } from './DirectCard.tsx';
import { isDirect, isPutAway, type MyRoom, useMyRooms } from './my-rooms.ts';

interface DirectMessagesProps {
  isShown: (room: Room) => boolean;
  onOpen: (ref: RoomRef) => void;
}

/** Conversations of two. What was archived comes back by itself with the next message. */
export function DirectMessages({ isShown, onOpen }: DirectMessagesProps) {
  const { changeSeat } = useSessionActions();
  const [isHeld, setIsHeld] = useState(false);
  const found = useMyRooms(isHeld).filter((room) => isDirect(room) && isShown(room.replica.room));
  const archived = found.filter((room) => isPutAway(room, []));
  const current = found.filter((room) => !isPutAway(room, []));
  const words = text().rooms;

  const archive = async ({ ref, replica }: MyRoom, isArchived: boolean) => {
    const result = await changeSeat(ref, { isArchived });
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    if (!isArchived) return;
    const onAct = () => void changeSeat(ref, { isArchived: false });
    showToast(words.directArchived(replica.room.name), { action: { label: words.restore, onAct } });
  };
  const cards = (list: readonly MyRoom[]) => (
    <CardGrid onHold={setIsHeld}>
      {list.map((myRoom) => (
        <DirectCard
          key={`${myRoom.ref.hostKey} ${myRoom.ref.roomId}`}
          myRoom={myRoom}
          isArchived={isPutAway(myRoom, [])}
          onOpen={() => onOpen(myRoom.ref)}
          onArchive={(isArchived) => void archive(myRoom, isArchived)}
        />
      ))}
    </CardGrid>
  );

  if (found.length === 0) return null;
  return (
    <section aria-labelledby="direct-messages" className="flex flex-col gap-3">
      <h2 id="direct-messages" className="font-semibold text-lg">
        {words.directTitle}
      </h2>
      {current.length > 0 && cards(current)}
      {archived.length > 0 && (
        <ArchiveFold label={words.directArchiveCount(archived.length)}>{cards(archived)}</ArchiveFold>
      )}
    </section>
  );
}
