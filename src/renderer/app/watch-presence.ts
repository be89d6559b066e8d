import type { Session } from '../session/create-session.ts';

const AWAY_AFTER_MS = 5 * 60_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

interface WatchOptions {
  session: Session;
  awayAfterMs?: number;
}

/** Away after five minutes without input, back with the next one; who chose a status by hand keeps it. */
export function watchPresence({ session, awayAfterMs = AWAY_AFTER_MS }: WatchOptions): () => void {
  const { actions } = session;
  let isAway = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function goAway(): void {
    isAway = true;
    actions.setIdle(true);
  }

  function comeBack(): void {
    clearTimeout(timer);
    timer = setTimeout(goAway, awayAfterMs);
    if (!isAway) return;
    isAway = false;
    actions.setIdle(false);
  }

  comeBack();
  for (const sign of SIGNS) window.addEventListener(sign, comeBack, { passive: true, capture: true });
  return () => {
    clearTimeout(timer);
    for (const sign of SIGNS) window.removeEventListener(sign, comeBack, { capture: true });
  };
}
