import type { ChatPanel } from '../features/chat/chat-context.ts';
import { errorSentence } from '../lib/error-sentence.ts';
import { laterText } from '../lib/later-text.ts';
import type { RoomRef } from '../session/replica.ts';
import { useSessionActions } from '../session/use-session.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { showToast } from '../ui/toast-store.ts';

const ThreadPanel = lazyPart(
  async () => (await import('../features/chat/panels/ThreadPanel.tsx')).ThreadPanel,
);
const PinnedPanel = lazyPart(
  async () => (await import('../features/chat/panels/PinnedPanel.tsx')).PinnedPanel,
);
const SavedPanel = lazyPart(async () => (await import('../features/chat/panels/SavedPanel.tsx')).SavedPanel);
const SearchPanel = lazyPart(async () => (await import('../features/search/SearchPanel.tsx')).SearchPanel);
const FilesPanel = lazyPart(async () => (await import('../features/files/FilesPanel.tsx')).FilesPanel);

/** Fetched while nothing else is going on, so that they are there even when the host is not. */
export function preloadPanels(): void {
  for (const part of [ThreadPanel, SearchPanel, PinnedPanel, SavedPanel, FilesPanel]) void part.preload();
}

const OVERLAID = '(max-width: 1023px)';

interface RoomPanelProps {
  roomRef: RoomRef;
  panel: ChatPanel;
  onPanel: (panel: ChatPanel) => void;
  onOpenRoom: (ref: RoomRef) => void;
  onClose: () => void;
}

/** What stands beside the conversation; each kind is loaded when it is first wanted. */
export function RoomPanel({ roomRef, panel, onPanel, onOpenRoom, onClose }: RoomPanelProps) {
  const session = useSessionActions();
  const show = async (ref: RoomRef, messageId: string) => {
    if (ref.roomId !== roomRef.roomId) {
      onOpenRoom(ref);
    }
    // Where the panel lies over the conversation it would hide what it leads to.
    if (window.matchMedia(OVERLAID).matches) onClose();
    const shown = await session.showMessage(ref, messageId);
    if (shown.ok) return;
    const isGone = shown.error.code === 'MESSAGE_NOT_FOUND';
    showToast(isGone ? laterText().actions.gone : errorSentence(shown.error), { tone: 'bad' });
  };
  const showHere = (messageId: string) => void show(roomRef, messageId);
  return (
    <>
      {panel.kind === 'thread' && (
        <ThreadPanel
          key={panel.rootId}
          roomRef={roomRef}
          rootId={panel.rootId}
          onPanel={onPanel}
          onOpenRoom={onOpenRoom}
          onClose={onClose}
        />
      )}
      {panel.kind === 'pinned' && <PinnedPanel roomRef={roomRef} onShow={showHere} onClose={onClose} />}
      {panel.kind === 'saved' && (
        <SavedPanel hostKey={roomRef.hostKey} onShow={(ref, id) => void show(ref, id)} onClose={onClose} />
      )}
      {panel.kind === 'files' && <FilesPanel roomRef={roomRef} onShow={showHere} onClose={onClose} />}
      {panel.kind === 'search' && (
        <SearchPanel
          key={panel.query}
          roomRef={roomRef}
          query={panel.query}
          onShow={(ref, id) => void show(ref, id)}
          onClose={onClose}
        />
      )}
    </>
  );
}
