import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { TypedAddressResult } from '../host-directory.ts';
import type { DirectoryHost } from '../host-list.ts';
import type { ResolveCodeResult } from '../resolve-code.ts';

type NodeEvent =
  | { event: 'ready'; port: number; startId: string; fingerprint: string }
  | { event: 'hosts'; hosts: DirectoryHost[] }
  | { event: 'resolved'; result: ResolveCodeResult<{ roomId: string; ticket: string }>; elapsedMs: number }
  | { event: 'tried'; result: TypedAddressResult };

const waitLimitMs = 30_000;

export interface TestNode {
  ready: Extract<NodeEvent, { event: 'ready' }>;
  hosts(): DirectoryHost[];
  /** Every list that was ever shown. */
  history: DirectoryHost[][];
  waitForHosts(condition: (hosts: DirectoryHost[]) => boolean): Promise<DirectoryHost[]>;
  resolve(code: string): Promise<Extract<NodeEvent, { event: 'resolved' }>>;
  tryAddress(address: string, port: number): Promise<TypedAddressResult>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** Reads what a host in a machine of its own tells, and gives it orders. */
export async function readNode(child: ChildProcess): Promise<TestNode> {
  const events: NodeEvent[] = [];
  const listeners = new Set<() => void>();
  let isClosed = false;
  const closed = new Promise<void>((resolve) =>
    child.once('close', () => {
      isClosed = true;
      for (const look of listeners) look();
      resolve();
    }),
  );
  if (!child.stdout) throw new Error('The node has no output');
  createInterface({ input: child.stdout }).on('line', (line) => {
    events.push(JSON.parse(line) as NodeEvent);
    for (const look of listeners) look();
  });

  function waitFor<Found>(find: () => Found | undefined, what: string): Promise<Found> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        listeners.delete(look);
        act();
      };
      const look = () => {
        const found = find();
        if (found !== undefined) settle(() => resolve(found));
        else if (isClosed) settle(() => reject(new Error(`The node ended while waiting for ${what}`)));
      };
      const fail = () =>
        settle(() => reject(new Error(`Waited in vain for ${what}; last: ${JSON.stringify(events.at(-1))}`)));
      const timer = setTimeout(fail, waitLimitMs);
      listeners.add(look);
      look();
    });
  }
  const history = () => events.flatMap((event) => (event.event === 'hosts' ? [event.hosts] : []));
  const currentHosts = () => history().at(-1) ?? [];
  const order = (command: object) => child.stdin?.write(`${JSON.stringify(command)}\n`);

  async function ask<Name extends NodeEvent['event']>(command: object, answer: Name) {
    const start = events.length;
    order(command);
    type Answer = Extract<NodeEvent, { event: Name }>;
    return waitFor(
      () => events.slice(start).find((event): event is Answer => event.event === answer),
      answer,
    );
  }

  const ready = await waitFor(() => events.find((event) => event.event === 'ready'), 'ready');
  return {
    ready,
    hosts: currentHosts,
    get history() {
      return history();
    },
    waitForHosts: (condition) =>
      waitFor(() => (condition(currentHosts()) ? currentHosts() : undefined), 'hosts'),
    resolve: (code) => ask({ do: 'resolve', code }, 'resolved'),
    tryAddress: async (address, port) => (await ask({ do: 'try', address, port }, 'tried')).result,
    stop: async () => {
      order({ do: 'stop' });
      await closed;
    },
    kill: async () => {
      // `ip netns exec` replaces itself by the program: this is the node's own process.
      if (!isClosed) child.kill('SIGKILL');
      await closed;
    },
  };
}
