import type { UsableInterface } from './interfaces.ts';

export type NetworkChange = { kind: 'interfaces' | 'resumed'; interfaces: UsableInterface[] };

export interface NetworkWatcher {
  listInterfaces(): UsableInterface[];
  /** Answers the undo. */
  onChange(listener: (change: NetworkChange) => void): () => void;
  /** For the operating system's own signals: looks at once and reports a resume in any case. */
  reportResume(): void;
  stop(): void;
}

/** A line must be back two seconds after the network changed: noticing may take a quarter of that. */
const defaultIntervalMs = 500;
/** A timer that is this late was not late: the machine slept. */
const sleptAfterMs = 5_000;

/** Polling, because Node has no event for it; two system calls a second are nothing. */
export function createNetworkWatcher({
  read,
  now,
  intervalMs = defaultIntervalMs,
}: {
  read: () => UsableInterface[];
  now: () => number;
  intervalMs?: number;
}): NetworkWatcher {
  const listeners = new Set<(change: NetworkChange) => void>();
  let interfaces = readSafely([]);
  let lastLookAt = now();

  /** The system may refuse for a moment, for example while it falls asleep: then nothing has changed. */
  function readSafely(otherwise: UsableInterface[]): UsableInterface[] {
    try {
      return read();
    } catch {
      return otherwise;
    }
  }

  function look(isResumed: boolean): void {
    const current = readSafely(interfaces);
    const hasChanged = describe(current) !== describe(interfaces);
    interfaces = current;
    if (!hasChanged && !isResumed) return;
    for (const listener of [...listeners])
      listener({ kind: hasChanged ? 'interfaces' : 'resumed', interfaces });
  }

  const timer = setInterval(() => {
    const elapsed = now() - lastLookAt;
    lastLookAt = now();
    look(elapsed > sleptAfterMs);
  }, intervalMs);
  timer.unref();

  return {
    listInterfaces: () => interfaces,
    onChange: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    reportResume: () => look(true),
    stop: () => {
      clearInterval(timer);
      listeners.clear();
    },
  };
}

function describe(interfaces: UsableInterface[]): string {
  return interfaces.map((one) => `${one.name} ${one.address} ${one.netmask}`).join('\n');
}
