/** What the benchmark asks its child processes; every command is answered once, over Node's own channel. */
export interface Commands {
  /** CPU used so far, in milliseconds, and memory after a garbage collection. */
  cpu: { input: undefined; output: { ms: number } };
  memory: { input: undefined; output: { rssBytes: number; heapBytes: number } };

  /** To a server: where it listens. */
  listen: { input: undefined; output: { port: number } };
  /** To a server: people with seats in one room; `senders` of them will speak. */
  prepare: { input: { members: number }; output: { roomId: string; auths: object[] } };

  /** To the generator. */
  join: {
    input: { group: string; port: number; roomId: string; auths: object[] };
    output: { joined: number; failure: string | null };
  };
  start: { input: { group: string; senders: number; underWay: number }; output: undefined };
  count: { input: undefined; output: { deliveries: number; at: number } };
  /** Waits until everything sent was answered and delivered, and tells whether all of it was. */
  stop: { input: undefined; output: { sent: number; refused: number; deliveries: number; expected: number } };
  /** Fills the room with messages as fast as the server takes them. */
  seed: { input: { group: string; messages: number }; output: undefined };
  latency: {
    input: { group: string; senders: number; perSecond: number; seconds: number };
    output: { p50: number; p99: number; samples: number };
  };
  time: {
    input: { group: string; event: string; payload: unknown; repeats: number };
    output: { p50: number; p99: number };
  };
  leave: { input: { group: string }; output: undefined };
}

export type CommandName = keyof Commands;

export interface CommandCall {
  readonly id: number;
  readonly name: CommandName;
  readonly input: unknown;
}

export type CommandAnswer =
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: string };

export type CommandHandlers<N extends CommandName> = {
  [K in N]: (input: Commands[K]['input']) => Commands[K]['output'] | Promise<Commands[K]['output']>;
};
