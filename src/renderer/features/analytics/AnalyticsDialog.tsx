import { useCallback } from 'react';
import type { FiguresQuery } from '../../lib/figures-source.ts';
import { laterText } from '../../lib/later-text.ts';
import { toFileName } from '../../lib/save-file.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useRoom, useSessionActions } from '../../session/use-session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FiguresPanel } from './FiguresPanel.tsx';

/** What happened in a room, for its owner. */
export function AnalyticsDialog({ roomRef, onClose }: { roomRef: RoomRef; onClose: () => void }) {
  const { hostKey, roomId } = roomRef;
  const { callHost } = useSessionActions();
  const name = useRoom(roomRef, (known) => known?.room.name);
  const askFigures = useCallback(
    (query: FiguresQuery) => callHost(hostKey, { name: 'getAnalytics', params: { roomId }, query }),
    [callHost, hostKey, roomId],
  );
  const askFile = useCallback(
    (query: FiguresQuery) => callHost(hostKey, { name: 'getAnalyticsFile', params: { roomId }, query }),
    [callHost, hostKey, roomId],
  );
  if (name === undefined) return null;
  return (
    <Dialog title={laterText().analytics.title(name)} size="large" onClose={onClose}>
      <FiguresPanel askFigures={askFigures} askFile={askFile} fileName={toFileName(name, 'csv')} />
    </Dialog>
  );
}
