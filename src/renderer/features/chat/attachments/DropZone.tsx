import { Upload } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { laterText } from '../../../lib/later-text.ts';
import type { RoomRef } from '../../../session/replica.ts';
import { useAddFiles } from '../compose/use-attachments.ts';

interface DropZoneProps {
  roomRef: RoomRef;
  threadId: string | null;
  children: ReactNode;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}

/** The whole conversation takes files; the button beside the field does the same by keyboard. */
export function DropZone({ roomRef, threadId, children }: DropZoneProps) {
  const addFiles = useAddFiles(roomRef, threadId);
  const depth = useRef(0);
  const [isOver, setOver] = useState(false);
  const count = (by: 1 | -1) => {
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its own way by keyboard
    <div
      onDragEnter={(event) => hasFiles(event) && count(1)}
      onDragLeave={(event) => hasFiles(event) && count(-1)}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        addFiles([...event.dataTransfer.files]);
      }}
      className="relative flex min-h-0 min-w-0 flex-1 flex-col"
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-3 z-20 flex animate-fade-in flex-col items-center justify-center gap-3 rounded-card border-2 border-accent border-dashed bg-accent-soft/95 font-medium text-accent-text">
          <Upload size={28} aria-hidden />
          {laterText().compose.dropHere}
        </div>
      )}
    </div>
  );
}
