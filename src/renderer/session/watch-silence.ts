export interface SilenceWatch {
  /** Something came in, whatever it was. */
  hear(): void;
  stop(): void;
}

interface SilenceWatchOptions {
  /** A line this quiet is asked for a sign of life. */
  quietAfterMs: number;
  /** What has not said anything so long after the question is dead. */
  answerWithinMs: number;
  ask: () => void;
  giveUp: () => void;
}

/**
 * A half-open socket looks like a quiet one, so a quiet one is asked. Only a question that was asked and not
 * answered ends a line: timers of hidden windows come late, and lateness alone says nothing about the host.
 */
export function watchSilence({
  quietAfterMs,
  answerWithinMs,
  ask,
  giveUp,
}: SilenceWatchOptions): SilenceWatch {
  let heardAt = performance.now();
  let isAsked = false;
  let timer: ReturnType<typeof setTimeout>;

  function lookIn(waitMs: number): void {
    timer = setTimeout(look, waitMs);
  }

  function look(): void {
    const quietMs = performance.now() - heardAt;
    if (isAsked) giveUp();
    else if (quietMs < quietAfterMs) lookIn(quietAfterMs - quietMs);
    else {
      isAsked = true;
      ask();
      lookIn(answerWithinMs);
    }
  }

  lookIn(quietAfterMs);
  return {
    hear() {
      heardAt = performance.now();
      if (!isAsked) return;
      isAsked = false;
      clearTimeout(timer);
      lookIn(quietAfterMs);
    },
    stop: () => clearTimeout(timer),
  };
}
