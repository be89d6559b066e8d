import { MessagesSquare } from 'lucide-react';
import { useState } from 'react';
import type { Room } from '#shared/model/room.ts';
import { formatRoomCode } from '#shared/model/room-code.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useSession, useSessionActions } from '../../session/use-session.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { ArchiveFold } from './ArchiveFold.tsx';
import { CardGrid } from './CardGrid.tsx';
import { isDirect, isPutAway, type MyRoom, useMyRooms } from './my-rooms.ts';
import { RoomCard } from './RoomCard.tsx';

interface Asking {
  readonly what: 'leave' | 'delete';
  readonly ref: RoomRef;
  readonly name: string;
}

interface YourRoomsProps {
  isShown: (room: Room) => boolean;
  archivedIds: readonly string[];
  onArchive: (roomId: string, isArchived: boolean) => void;
  onOpen: (ref: RoomRef) => void;
}

export function YourRooms({ isShown, archivedIds, onArchive, onOpen }: YourRoomsProps) {
  const bridge = useBridge();
  const actions = useSessionActions();
  const [isHeld, setIsHeld] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const all = useMyRooms(isHeld).filter((room) => !isDirect(room));
  const isArchived = (room: MyRoom) => isPutAway(room, archivedIds);
  const found = all.filter(({ replica }) => isShown(replica.room));
  const rooms = found.filter((room) => !isArchived(room));
  const archived = found.filter(isArchived);
  const isLoading = useSession((state) =>
    Object.values(state.hosts).some(
      (host) =>
        !host.areRoomsLoaded && host.connection.phase === 'connecting' && host.connection.nextTryAt === null,
    ),
  );
  const isHostShown = new Set(all.map(({ ref }) => ref.hostKey)).size > 1 || bridge.platform === 'desktop';
  const words = text().lobby;

  const handleCopy = async ({ replica: { room } }: MyRoom) => {
    const result = await bridge.copyText(room.roomCode);
    if (result.ok) showToast(words.codeCopied(formatRoomCode(room.roomCode)));
    else showToast(text().common.copyFailed, { tone: 'bad' });
  };
  const ask = (what: Asking['what'], { ref, replica }: MyRoom) =>
    setAsking({ what, ref, name: replica.room.name });

  const toggleArchive = (room: MyRoom) => {
    const willBeArchived = !isArchived(room);
    onArchive(room.ref.roomId, willBeArchived);
    // A program may have put it away on the host.
    if (room.replica.room.isArchived) void actions.changeSeat(room.ref, { isArchived: false });
    if (!willBeArchived) return;
    showToast(text().rooms.archived(room.replica.room.name), {
      action: { label: text().rooms.restore, onAct: () => onArchive(room.ref.roomId, false) },
    });
  };
  const cards = (list: readonly MyRoom[]) => (
    <CardGrid onHold={setIsHeld}>
      {list.map((myRoom) => (
        <RoomCard
          key={`${myRoom.ref.hostKey} ${myRoom.ref.roomId}`}
          myRoom={myRoom}
          isHostShown={isHostShown}
          isArchived={isArchived(myRoom)}
          onOpen={() => onOpen(myRoom.ref)}
          onCopyCode={() => void handleCopy(myRoom)}
          onArchive={() => toggleArchive(myRoom)}
          onLeave={() => ask('leave', myRoom)}
          onDelete={() => ask('delete', myRoom)}
        />
      ))}
    </CardGrid>
  );

  if (all.length > 0 && found.length === 0) return null;
  return (
    <section aria-labelledby="your-rooms" id="rooms" tabIndex={-1} className="flex flex-col gap-3">
      <h2 id="your-rooms" className="font-semibold text-lg">
        {words.yourRooms}
      </h2>
      {rooms.length > 0 ? (
        cards(rooms)
      ) : isLoading ? (
        <div
          role="status"
          aria-label={text().common.loading}
          className="grid gap-3 md:grid-cols-2 lg:grid-cols-3"
        >
          {[1, 2, 3].map((place) => (
            <Skeleton key={place} className="h-29 rounded-card" />
          ))}
        </div>
      ) : all.length > 0 ? null : (
        <div className="rounded-card border border-line border-dashed">
          <EmptyState icon={<MessagesSquare size={20} />} title={words.yourRoomsEmpty}>
            {words.yourRoomsEmptyWhy}
          </EmptyState>
        </div>
      )}
      {archived.length > 0 && (
        <ArchiveFold label={text().rooms.archiveCount(archived.length)}>{cards(archived)}</ArchiveFold>
      )}
      {asking !== null && <GiveUpDialog {...asking} onClose={() => setAsking(null)} />}
    </section>
  );
}

function GiveUpDialog({ what, ref: roomRef, name, onClose }: Asking & { onClose: () => void }) {
  const actions = useSessionActions();
  const [isBusy, setIsBusy] = useState(false);
  const words = text().lobby;
  const isDelete = what === 'delete';
  const handleConfirm = async () => {
    setIsBusy(true);
    const result = await (isDelete ? actions.deleteRoom(roomRef) : actions.leaveRoom(roomRef));
    onClose();
    if (result.ok) showToast(isDelete ? words.deleted(name) : words.left(name));
    else showToast(errorSentence(result.error), { tone: 'bad' });
  };
  return (
    <ConfirmDialog
      title={isDelete ? words.deleteTitle(name) : words.leaveTitle(name)}
      confirmLabel={isDelete ? words.deleteConfirm : words.leaveConfirm}
      isDestructive
      isBusy={isBusy}
      onConfirm={() => void handleConfirm()}
      onClose={onClose}
    >
      {isDelete ? words.deleteWhy : words.leaveWhy}
    </ConfirmDialog>
  );
}
