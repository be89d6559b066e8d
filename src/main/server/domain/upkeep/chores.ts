import type { Clock } from '../clock.ts';

export type Chore = () => Promise<unknown>;

interface Options {
  chores: readonly Chore[];
  everyMs: number;
  clock: Clock;
  onError: (error: unknown) => void;
}

/**
 * Does all chores in one rhythm. One that fails or takes minutes keeps no other from its turn, and none begins again
 * before it has ended. Returns the undo.
 */
export function startChores({ chores, everyMs, clock, onError }: Options): () => void {
  const underWay = new Set<Chore>();
  let cancel: () => void = () => {};
  let isStopped = false;

  async function run(chore: Chore): Promise<void> {
    if (underWay.has(chore)) return;
    underWay.add(chore);
    try {
      await chore();
    } catch (error) {
      onError(error);
    } finally {
      underWay.delete(chore);
    }
  }

  function schedule(): void {
    // In a turn of its own: a clock that is moved by years must not call for every minute of them.
    cancel = clock.after(everyMs, () => void Promise.resolve().then(takeTurn));
  }

  function takeTurn(): void {
    if (isStopped) return;
    for (const chore of chores) void run(chore);
    schedule();
  }

  schedule();
  return () => {
    isStopped = true;
    cancel();
  };
}
