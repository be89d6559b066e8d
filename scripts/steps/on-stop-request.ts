const LOOK_EVERY = 500;

/**
 * Ctrl+C, a closed terminal, a polite kill, or the end of npm, which does not pass its own end on. Answers the undo.
 */
export function onStopRequest(stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, LOOK_EVERY);
  watch.unref();
  return () => {
    for (const signal of signals) process.off(signal, stop);
    clearInterval(watch);
  };
}
