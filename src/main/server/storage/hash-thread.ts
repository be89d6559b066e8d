import { Worker } from 'node:worker_threads';
import type { RunningSum } from './running-sum.ts';

type Wish =
  | { kind: 'update'; id: number; buffer: SharedArrayBuffer; length: number }
  | { kind: 'digest' | 'drop'; id: number };

/** Runs in the thread, from its own text: it knows nothing of this file. */
function serveSums(): void {
  const { createHash } = process.getBuiltinModule('node:crypto');
  const { parentPort } = process.getBuiltinModule('node:worker_threads');
  const sums = new Map<number, import('node:crypto').Hash>();
  parentPort?.on('message', (wish: Wish) => {
    const sum = sums.get(wish.id) ?? createHash('sha256');
    sums.set(wish.id, sum);
    if (wish.kind === 'update') sum.update(new Uint8Array(wish.buffer, 0, wish.length));
    else sums.delete(wish.id);
    parentPort.postMessage(wish.kind === 'digest' ? sum.digest('hex') : '');
  });
}

interface Thread {
  /** Sums that are being counted. */
  open: number;
  hasFailed(): boolean;
  ask(wish: Wish): Promise<string>;
  end(): void;
}

function startThread(): Thread {
  const worker = new Worker(`(${serveSums.toString()})()`, { eval: true });
  worker.unref();
  /** Answers come in the order of the questions. */
  const waiting: { resolve: (answer: string) => void; reject: (error: Error) => void }[] = [];
  let failure: Error | null = null;
  worker.on('message', (answer: string) => waiting.shift()?.resolve(answer));
  worker.on('error', (error: Error) => {
    failure = error;
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return {
    open: 0,
    hasFailed: () => failure !== null,
    ask: (wish) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        waiting.push({ resolve, reject });
        worker.postMessage(wish);
      }),
    end: () => void worker.terminate(),
  };
}

/** One thread for all sums; it lives as long as one of them is open. */
export function createHashThread(): { begin(): RunningSum } {
  let thread: Thread | null = null;
  let lastId = 0;

  function close(own: Thread): void {
    own.open -= 1;
    if (own.open > 0) return;
    own.end();
    if (thread === own) thread = null;
  }

  return {
    begin() {
      // The sums of one that failed are lost; those that begin now need not be.
      if (!thread || thread.hasFailed()) thread = startThread();
      const own = thread;
      lastId += 1;
      own.open += 1;
      const id = lastId;
      let isOpen = true;
      const end = () => {
        if (isOpen) close(own);
        isOpen = false;
      };
      return {
        async update({ buffer, length }) {
          await own.ask({ kind: 'update', id, buffer, length });
        },
        digest: () => own.ask({ kind: 'digest', id }).finally(end),
        drop: () => void own.ask({ kind: 'drop', id }).then(end, end),
      };
    },
  };
}
