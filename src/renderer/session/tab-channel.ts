import { createTabClaims, type TabClaims } from './tab-claims.ts';

/** What the tabs of one browser tell each other. Whatever arrives is to be checked: another version may run there. */
export interface TabChannel {
  tell(message: unknown): void;
  /** Calls for every message of another tab; returns the undo. */
  listen(listener: (message: unknown) => void): () => void;
  readonly claims: TabClaims | null;
}

export function createTabChannel({ name }: { name: string }): TabChannel {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  return {
    tell: (message) => channel?.postMessage(message),
    listen(listener) {
      const hear = ({ data }: MessageEvent<unknown>) => listener(data);
      channel?.addEventListener('message', hear);
      return () => channel?.removeEventListener('message', hear);
    },
    claims: createTabClaims({ name, locks: navigator.locks }),
  };
}

/** For a window that is alone. */
export const noTabs: TabChannel = { tell: () => undefined, listen: () => () => undefined, claims: null };
