import { type ChildProcess, fork } from 'node:child_process';
import type { CommandAnswer, CommandCall, CommandHandlers, CommandName, Commands } from './commands.ts';

export interface Child {
  call<N extends CommandName>(name: N, input: Commands[N]['input']): Promise<Commands[N]['output']>;
  stop(): Promise<void>;
}

/** Starts one of the benchmark's processes; its channel is not the network, so asking does not disturb it. */
export function startChild(file: URL, { env = {} }: { env?: Record<string, string> } = {}): Child {
  const child: ChildProcess = fork(file, [], {
    execArgv: ['--expose-gc', ...(process.env.BENCH_CHILD_ARGS?.split(' ') ?? [])],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, { resolve(output: unknown): void; reject(error: Error): void }>();
  let nextId = 0;
  child.on('message', (answer: CommandAnswer) => {
    const waiter = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) waiter?.reject(new Error(answer.error));
    else waiter?.resolve(answer.output);
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      for (const waiter of waiting.values()) waiter.reject(new Error(`${file.pathname} ended with ${code}.`));
      waiting.clear();
      resolve();
    });
  });
  return {
    call(name, input) {
      return new Promise((resolve, reject) => {
        const id = nextId++;
        // The channel carries plain JSON; the command map says what stands behind each name.
        waiting.set(id, { resolve: resolve as (output: unknown) => void, reject });
        child.send({ id, name, input } satisfies CommandCall);
      });
    },
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** Answers the parent's commands until the parent lets go. */
export function serveCommands<N extends CommandName>(
  handlers: CommandHandlers<N>,
  onEnd: () => void | Promise<void>,
): void {
  const table = handlers as Record<string, (input: unknown) => unknown>;
  process.on('message', (call: CommandCall) => {
    void Promise.resolve()
      .then(() => table[call.name]?.(call.input))
      .then(
        (output): CommandAnswer => ({ id: call.id, output }),
        (error: unknown): CommandAnswer => ({ id: call.id, error: String(error) }),
      )
      .then((answer) => process.send?.(answer));
  });
  process.once('disconnect', () => {
    void Promise.resolve(onEnd()).finally(() => process.exit(0));
  });
}

export function measureCpu(): { ms: number } {
  const { user, system } = process.cpuUsage();
  return { ms: (user + system) / 1_000 };
}

export function measureMemory(): { rssBytes: number; heapBytes: number } {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { rssBytes: rss, heapBytes: heapUsed };
}
