import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestNetwork } from '../../discovery/__tests__/netns-fixture.ts';
import type { PeerCommand, PeerSettings, PeerView } from './peer.ts';

const PEER = fileURLToPath(new URL('./peer.ts', import.meta.url));
const HEADLESS = fileURLToPath(new URL('../../headless.ts', import.meta.url));
interface Line {
  readonly id?: number;
  readonly hostId?: string;
  readonly data?: unknown;
  readonly error?: string;
}

const WAIT_MS = 60_000;
const ADMIN_TOKEN = 'the-token-of-the-lab';
/** Asks the host from its own machine how many lines are open. */
const COUNT_LINES = `
const answer = await fetch('http://127.0.0.1:7420/metrics', { headers: { authorization: 'Bearer ${ADMIN_TOKEN}' } })
process.stdout.write(/^spaces_sessions (\\d+)$/m.exec(await answer.text())?.[1] ?? '')
`;

export interface LabHost {
  readonly hostId: string;
  /** Waits until the host itself counts so many open lines. */
  waitForLines(count: number, withinMs: number): Promise<void>;
  kill(): Promise<void>;
}

export interface LabPeer {
  order<T = object>(command: PeerCommand): Promise<T>;
  read(): Promise<PeerView>;
  /** Waits until the view is as wanted; tells the last one when it never was. */
  waitFor(what: string, isThere: (view: PeerView) => boolean, withinMs?: number): Promise<PeerView>;
}

function readLines(child: ChildProcess, onLine: (line: Line) => void): void {
  if (!child.stdout) throw new Error('The program has no output');
  createInterface({ input: child.stdout }).on('line', (line) => onLine(JSON.parse(line)));
}

/** Real hosts and desktops without windows, each on a machine of its own. */
export function createNetworkLab({ network, folder }: { network: TestNetwork; folder: string }) {
  return {
    async startHost(machine: string, name = machine, env: Record<string, string> = {}): Promise<LabHost> {
      const child = network.spawnIn(machine, [process.execPath, HEADLESS], {
        SPACES_HOST: '0.0.0.0',
        SPACES_PORT: '7420',
        SPACES_DATA_DIR: join(folder, name),
        SPACES_NAME: name,
        SPACES_RATE_LIMITS: 'off',
        SPACES_ADMIN_TOKEN: ADMIN_TOKEN,
        SPACES_LOG_LEVEL: 'silent',
        ...env,
      });
      const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
      const ready = new Promise<string>((resolve) => {
        readLines(child, (line) => resolve(String(line.hostId)));
      });
      const ended = closed.then(() => Promise.reject(new Error('The host ended before it was ready')));
      const hostId = await Promise.race([ready, ended]);
      ended.catch(() => {});
      return {
        hostId,
        async waitForLines(count, withinMs) {
          const deadline = Date.now() + withinMs;
          for (;;) {
            const counted = network.runIn(
              machine,
              process.execPath,
              '--input-type=module',
              '-e',
              COUNT_LINES,
            );
            if (counted === String(count)) return;
            if (Date.now() > deadline) throw new Error(`${counted} lines are open instead of ${count}`);
            await new Promise((resolve) => setTimeout(resolve, 200));
          }
        },
        async kill() {
          child.kill('SIGKILL');
          await closed;
        },
      };
    },

    async startPeer(machine: string, name: string): Promise<LabPeer> {
      const settings: PeerSettings = { name, folder };
      const child = network.spawnIn(machine, [process.execPath, PEER, JSON.stringify(settings)]);
      const waiting = new Map<number, (line: Line) => void>();
      let lastId = 0;
      readLines(child, (line) => waiting.get(Number(line.id))?.(line));
      await new Promise((resolve, reject) => {
        waiting.set(0, resolve);
        child.once('close', () => reject(new Error(`${name} ended before it was ready`)));
      });
      const order: LabPeer['order'] = (command) =>
        new Promise((resolve, reject) => {
          lastId += 1;
          const id = lastId;
          waiting.set(id, ({ data, error }) => {
            waiting.delete(id);
            if (error === undefined) resolve(data as never);
            else reject(new Error(`${name}: ${String(error)}`));
          });
          child.stdin?.write(`${JSON.stringify({ id, command })}\n`);
        });
      const read = () => order<PeerView>({ do: 'read' });
      return {
        order,
        read,
        async waitFor(what, isThere, withinMs = WAIT_MS) {
          const deadline = Date.now() + withinMs;
          for (;;) {
            const view = await read();
            if (isThere(view)) return view;
            if (Date.now() > deadline)
              throw new Error(`${name} waited in vain for ${what}: ${JSON.stringify(view)}`);
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
        },
      };
    },
  };
}
