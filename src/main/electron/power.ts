import { powerMonitor } from 'electron';

/** Sockets die during sleep without a word: whoever holds one is told to try at once. Answers the undo. */
export function onWakeUp(listener: () => void): () => void {
  powerMonitor.on('resume', listener);
  powerMonitor.on('unlock-screen', listener);
  return () => {
    powerMonitor.off('resume', listener);
    powerMonitor.off('unlock-screen', listener);
  };
}
