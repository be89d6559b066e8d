import { useCallback, useState } from 'react';
import type { AdminRoom } from '#shared/model/administration.ts';
import { formatRoomCode } from '#shared/model/room-code.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import { formatShortTime } from '../../lib/short-time.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { RoomTile } from '../../ui/RoomTile.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { AdminList, AdminRow } from './AdminList.tsx';
import { useCallAdmin } from './admin-context.ts';
import { type PageRequest, usePages } from './use-pages.ts';

export function RoomsTab() {
  const callAdmin = useCallAdmin();
  const [asked, setAsked] = useState<AdminRoom | null>(null);
  const [isBusy, setBusy] = useState(false);
  const words = laterText().administration;
  const askPage = useCallback(
    async (query: PageRequest) => {
      const result = await callAdmin({ name: 'adminRooms', query: { limit: 50, ...query } });
      if (!result.ok) return result;
      return { ok: true, data: { items: result.data.rooms, nextCursor: result.data.nextCursor } } as const;
    },
    [callAdmin],
  );
  const pages = usePages<AdminRoom>(askPage);
  const nameOf = ({ kind, name }: AdminRoom) => (kind === 'direct' ? words.direct : name);
  const handleDelete = async (doomed: AdminRoom) => {
    setBusy(true);
    const result = await callAdmin({ name: 'adminDeleteRoom', params: { roomId: doomed.id } });
    setBusy(false);
    setAsked(null);
    if (!result.ok) return showToast(errorSentence(result.error), { tone: 'bad' });
    pages.remove((room) => room.id === doomed.id);
    showToast(words.roomDeleted(nameOf(doomed)));
  };
  return (
    <>
      <AdminList label={words.rooms} pages={pages}>
        {(room) => (
          <AdminRow
            key={room.id}
            face={<RoomTile roomId={room.id} name={nameOf(room)} size={32} />}
            title={
              <>
                <bdi className="truncate">{nameOf(room)}</bdi>
                {room.roomCode !== '' && (
                  <span className="font-mono font-normal text-text-3 text-xs">
                    {formatRoomCode(room.roomCode)}
                  </span>
                )}
              </>
            }
            line={words.roomLine(room.ownerName, room.memberCount, room.messageCount)}
            aside={words.lastActivity(formatShortTime(room.lastActivity, Date.now()))}
            action={
              <Button
                size="small"
                look="quiet"
                aria-label={room.kind === 'direct' ? words.deleteDirect : words.deleteRoomNamed(room.name)}
                onClick={() => setAsked(room)}
              >
                {words.deleteRoom}
              </Button>
            }
          />
        )}
      </AdminList>
      {asked !== null && (
        <ConfirmDialog
          title={words.deleteRoomTitle(nameOf(asked))}
          confirmLabel={words.deleteRoomConfirm}
          isDestructive
          isBusy={isBusy}
          onConfirm={() => void handleDelete(asked)}
          onClose={() => setAsked(null)}
        >
          {words.deleteRoomWhy}
        </ConfirmDialog>
      )}
    </>
  );
}
