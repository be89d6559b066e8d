import type { Session } from '../session/create-session.ts';

const AWAY_AFTER_MS = 5 * 60_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

interface WatchOptions {
  session: Session;
  awayAfterMs?: number;
}

/** Away after five minutes without input, back with the next one; who chose a status by hand keeps it. */
export function watchPresence({ session, awayAfterMs = AWAY_AFTER_MS }: WatchOptions): () => void {
  const { store, actions } = session;
  // A host that was only just asked may still say offline; what counts is that nothing was chosen by hand.
  const isOnline = () =>
    Object.values(store.getState().hosts).some(
      ({ self }) => self !== null && self.status !== 'away' && self.status !== 'busy',
    );
  let isAway = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function goAway(): void {
    if (!isOnline()) return;
    isAway = true;
    void actions.setStatus('away');
  }

  function comeBack(): void {
    clearTimeout(timer);
    timer = setTimeout(goAway, awayAfterMs);
    if (!isAway) return;
    isAway = false;
    void actions.setStatus('online');
  }

  comeBack();
  for (const sign of SIGNS) window.addEventListener(sign, comeBack, { passive: true, capture: true });
  return () => {
    clearTimeout(timer);
    for (const sign of SIGNS) window.removeEventListener(sign, comeBack, { capture: true });
  };
}
