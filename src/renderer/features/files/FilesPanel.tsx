import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { SidePanel } from '../../ui/SidePanel.tsx';

interface FilesPanelProps {
  roomRef: RoomRef;
  onShow: (messageId: string) => void;
  onClose: () => void;
}

export function FilesPanel({ onClose }: FilesPanelProps) {
  return (
    <SidePanel title={text().panels.showFiles} onClose={onClose}>
      {null}
    </SidePanel>
  );
}
