import type { StandInWindow } from './browser-window.ts';

/** Every open window, and which one has the focus. */
export interface WindowList {
  add(window: StandInWindow): number;
  remove(window: StandInWindow): void;
  list(): StandInWindow[];
  getFocused(): StandInWindow | null;
  setFocused(window: StandInWindow | null): void;
}

export interface WindowListEvents {
  onLastClosed(): void;
}

export function createWindowList({ onLastClosed }: WindowListEvents): WindowList {
  const windows = new Set<StandInWindow>();
  let focused: StandInWindow | null = null;
  let lastId = 0;
  return {
    add(window) {
      windows.add(window);
      return ++lastId;
    },
    remove(window) {
      windows.delete(window);
      if (focused === window) focused = null;
      if (windows.size === 0) onLastClosed();
    },
    list: () => [...windows],
    getFocused: () => focused,
    setFocused(window) {
      if (window === focused) return;
      const before = focused;
      focused = window;
      before?.emit('blur');
      window?.emit('focus');
    },
  };
}
