import type { Clock } from '../clock.ts';
import type { DomainEvent, Publish, Publisher } from '../events.ts';

/** What can change the list of rooms that a lobby shows. */
const CHANGES_LOBBY: ReadonlySet<DomainEvent['name']> = new Set([
  'room:added',
  'room:updated',
  'room:deleted',
  'room:participant-joined',
  'room:participant-left',
]);

/** Tells lobbies to ask again, at most once in `everyMs`, however much happens. Returns the undo. */
export function startLobbyNotices(options: {
  subscribe: Publisher['subscribe'];
  publish: Publish;
  clock: Clock;
  everyMs: number;
}): () => void {
  let cancel: (() => void) | null = null;

  const unsubscribe = options.subscribe(({ name }) => {
    if (cancel || !CHANGES_LOBBY.has(name)) return;
    cancel = options.clock.after(options.everyMs, () => {
      cancel = null;
      options.publish({ name: 'lobby:changed', payload: {}, to: { everyone: true } });
    });
  });

  return () => {
    unsubscribe();
    cancel?.();
  };
}
