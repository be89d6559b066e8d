import type { MenuCommand } from '#shared/contract/ipc.ts';
import { isPutAway, listMyRooms } from '../features/lobby/my-rooms.ts';
import type { Catalogue } from '../locales/en.ts';
import type { Session } from '../session/create-session.ts';
import type { AppStore } from './app-store.ts';
import { runCommand } from './commands.ts';
import type { Navigation } from './navigation.ts';

type KeyName = keyof Catalogue['app']['keys'];
type Group = keyof Catalogue['app']['shortcutGroups'];

/** Everything that has a key, as `?` lists it. "Mod" is Ctrl, or ⌘ on a Mac. */
export const SHORTCUTS: readonly { group: Group; key: KeyName; keys: string }[] = [
  { group: 'anywhere', key: 'showShortcuts', keys: '?' },
  { group: 'anywhere', key: 'toLobby', keys: 'Alt+L' },
  { group: 'anywhere', key: 'newRoom', keys: 'Alt+N' },
  { group: 'anywhere', key: 'joinRoom', keys: 'Alt+J' },
  { group: 'anywhere', key: 'nextRoom', keys: 'Alt+↓' },
  { group: 'anywhere', key: 'previousRoom', keys: 'Alt+↑' },
  { group: 'anywhere', key: 'settings', keys: 'Mod+,' },
  { group: 'anywhere', key: 'closeLayer', keys: 'Esc' },
  { group: 'lobby', key: 'pasteCode', keys: 'Mod+V' },
  { group: 'lobby', key: 'join', keys: 'Enter' },
  { group: 'anywhere', key: 'door', keys: 'Alt+K' },
  { group: 'room', key: 'send', keys: 'Enter' },
  { group: 'room', key: 'newLine', keys: 'Shift+Enter' },
  { group: 'room', key: 'editLast', keys: '↑' },
  { group: 'room', key: 'commands', keys: '/' },
  { group: 'room', key: 'walkMessages', keys: 'Shift+Tab' },
  { group: 'room', key: 'messageMenu', keys: 'Enter' },
  { group: 'room', key: 'search', keys: 'Mod+F' },
  { group: 'room', key: 'togglePeople', keys: 'Alt+P' },
  { group: 'room', key: 'invite', keys: 'Alt+I' },
  { group: 'room', key: 'roomSettings', keys: 'Alt+S' },
];

const ALT_COMMANDS: Readonly<Record<string, MenuCommand>> = { KeyN: 'new-room', KeyJ: 'join-room' };

const ROOM_SUBJECTS: Readonly<Record<string, 'invite' | 'room-settings'>> = {
  KeyI: 'invite',
  KeyS: 'room-settings',
};

/** To the answer that whoever knocks waits for. */
function focusDoor(): void {
  document.querySelector<HTMLElement>('#door-bell button[data-admit]')?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([data-code-box]), textarea, [contenteditable=true]') !== null
  );
}

interface ShortcutParts {
  app: AppStore;
  navigation: Navigation;
  session: Session;
}

function stepRoom({ app, navigation, session }: ShortcutParts, step: 1 | -1): void {
  const { view, settings } = app.getState();
  const refs = listMyRooms(session.store.getState().hosts)
    .filter((room) => !isPutAway(room, settings?.archivedRooms ?? []))
    .map(({ ref }) => ref);
  const current = view.name === 'room' ? refs.findIndex((ref) => ref.roomId === view.ref.roomId) : -1;
  const start = current === -1 && step === -1 ? 0 : current;
  const next = refs[(start + step + refs.length) % refs.length];
  if (next !== undefined) navigation.showRoom(next);
}

function findAction(event: KeyboardEvent, parts: ShortcutParts): (() => void) | null {
  const { app, navigation } = parts;
  const { ctrlKey, metaKey, altKey, code, key } = event;
  if ((ctrlKey || metaKey) && !altKey && key === ',') return () => runCommand('settings', parts);
  // The physical key: on a Mac, Alt turns letters into other characters.
  if (altKey && !ctrlKey && !metaKey) {
    const command = ALT_COMMANDS[code];
    if (command !== undefined) return () => runCommand(command, parts);
    if (code === 'KeyL') return () => navigation.showLobby();
    const subject = ROOM_SUBJECTS[code];
    const { view } = app.getState();
    if (subject !== undefined && view.name === 'room') {
      return () => app.setState({ overlay: { name: subject, ref: view.ref } });
    }
    if (code === 'KeyK') return focusDoor;
    if (code === 'ArrowDown') return () => stepRoom(parts, 1);
    if (code === 'ArrowUp') return () => stepRoom(parts, -1);
    return null;
  }
  if (key === '?' && !ctrlKey && !metaKey && !isTyping(event.target)) {
    return () => app.setState({ overlay: { name: 'shortcuts' } });
  }
  return null;
}

/** One listener for the keys that work everywhere; returns the undo. */
export function listenForShortcuts(parts: ShortcutParts): () => void {
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || parts.app.getState().phase !== 'ready') return;
    // Below an open dialog nothing may move.
    if (document.querySelector('dialog[open]') !== null) return;
    const act = findAction(event, parts);
    if (act === null) return;
    event.preventDefault();
    act();
  };
  window.addEventListener('keydown', handleKeyDown);
  return () => window.removeEventListener('keydown', handleKeyDown);
}
