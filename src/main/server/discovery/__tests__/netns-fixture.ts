import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { NodeSettings } from './netns-node.ts';
import { readNode, type TestNode } from './read-node.ts';

const script = fileURLToPath(new URL('./netns-node.ts', import.meta.url));

/** Why real networks cannot be made here; undefined when they can. */
export function explainMissingNamespaces(): string | undefined {
  if (process.platform !== 'linux')
    return `network namespaces exist on Linux only, this is ${process.platform}`;
  if (spawnSync('ip', ['-V']).status !== 0) return 'the program "ip" is missing (package iproute2)';
  const name = `spaces-probe-${process.pid}`;
  const made = spawnSync('ip', ['netns', 'add', name]);
  if (made.status !== 0) return `this user may not make network namespaces: ${String(made.stderr).trim()}`;
  const linked = spawnSync('ip', ['-n', name, 'link', 'add', 'br0', 'type', 'bridge']);
  spawnSync('ip', ['netns', 'del', name]);
  return linked.status === 0 ? undefined : `bridges cannot be made here: ${String(linked.stderr).trim()}`;
}

export interface TestNetwork {
  /** A machine with one cable into each of the bridges, named eth0, eth1, … */
  addMachine(
    cables: Array<{ bridge: string; address: string; isIsolated?: boolean; hasMulticast?: boolean }>,
  ): string;
  /** Where the cables of the machine end, in the namespace of the bridges. */
  listPorts(machine: string): readonly { port: string; bridge: string }[];
  /** All cables of the machine carry nothing any more, and nobody is told: no carrier is lost, no packet refused. */
  silence(machine: string): void;
  endSilence(machine: string): void;
  /** What arrives for this TCP port vanishes without an answer, as behind a firewall. */
  dropPort(machine: string, port: number): void;
  /** A cable to nowhere with the default route: what goes out there would have left the building. */
  addWorld(machine: string): void;
  countPacketsToWorld(machine: string): number;
  ip(machine: string, ...words: string[]): string;
  runIn(machine: string, program: string, ...words: string[]): string;
  /** A program that goes on; it ends with the network. */
  spawnIn(machine: string, words: string[], env?: Record<string, string>): ChildProcess;
  /** The namespace in which all bridges are, for whoever wants to hear everything. */
  readonly switches: string;
  startNode(machine: string, settings: Omit<NodeSettings, 'folder'>): Promise<TestNode>;
  close(): Promise<void>;
}

/** All bridges live in a namespace of their own, so that nothing is left on the machine and nothing can leak out. */
export function createTestNetwork({ folder }: { folder: string }): TestNetwork {
  const prefix = `sp${process.pid}x${Math.random().toString(36).slice(2, 6)}`;
  const switches = `${prefix}-switch`;
  const namespaces: string[] = [];
  const bridges = new Set<string>();
  const portsOf = new Map<string, { port: string; bridge: string }[]>();
  const nodes = new Set<TestNode>();
  const children = new Set<ChildProcess>();

  const run = (program: string, words: string[]) =>
    execFileSync(program, words, { stdio: 'pipe' }).toString();
  const ip = (namespace: string, ...words: string[]) => run('ip', ['-n', namespace, ...words]);

  function addNamespace(name: string): void {
    run('ip', ['netns', 'add', name]);
    namespaces.push(name);
    ip(name, 'link', 'set', 'lo', 'up');
  }

  function addBridge(bridge: string): void {
    if (bridges.has(bridge)) return;
    bridges.add(bridge);
    ip(switches, 'link', 'add', bridge, 'type', 'bridge', 'mcast_snooping', '0');
    ip(switches, 'link', 'set', bridge, 'up');
  }

  addNamespace(switches);
  return {
    ip,
    runIn: (machine, program, ...words) => run('ip', ['netns', 'exec', machine, program, ...words]),
    addMachine: (cables) => {
      const machine = `${prefix}-${namespaces.length}`;
      addNamespace(machine);
      for (const [index, { bridge, address, isIsolated, hasMulticast = true }] of cables.entries()) {
        addBridge(bridge);
        const port = `p${namespaces.length}n${index}`;
        ip(switches, 'link', 'add', port, 'type', 'veth', 'peer', 'name', `eth${index}`, 'netns', machine);
        ip(switches, 'link', 'set', port, 'master', bridge);
        if (isIsolated) ip(switches, 'link', 'set', port, 'type', 'bridge_slave', 'isolated', 'on');
        if (!hasMulticast) ip(switches, 'link', 'set', port, 'type', 'bridge_slave', 'mcast_flood', 'off');
        ip(switches, 'link', 'set', port, 'up');
        portsOf.set(machine, [...(portsOf.get(machine) ?? []), { port, bridge }]);
        ip(machine, 'addr', 'add', address, 'brd', '+', 'dev', `eth${index}`);
        ip(machine, 'link', 'set', `eth${index}`, 'up');
      }
      return machine;
    },
    listPorts: (machine) => portsOf.get(machine) ?? [],
    // A port without a bridge keeps its carrier and drops every frame.
    silence: (machine) => {
      for (const { port } of portsOf.get(machine) ?? []) ip(switches, 'link', 'set', port, 'nomaster');
    },
    endSilence: (machine) => {
      for (const { port, bridge } of portsOf.get(machine) ?? [])
        ip(switches, 'link', 'set', port, 'master', bridge);
    },
    dropPort: (machine, port) => {
      const rule = (...words: string[]) => ip(machine, 'rule', ...words);
      // The machine's own addresses are looked up before every rule, unless that moves behind them.
      rule('add', 'pref', '10', 'lookup', 'local');
      rule('del', 'pref', '0');
      rule('add', 'pref', '5', 'iif', 'eth0', 'ipproto', 'tcp', 'dport', String(port), 'blackhole');
    },
    addWorld: (machine) => {
      // Neighbour discovery of IPv6 would talk on any cable, whatever the programs do.
      run('ip', ['netns', 'exec', machine, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6']);
      ip(
        machine,
        'link',
        'add',
        'world',
        'type',
        'veth',
        'peer',
        'name',
        `w${namespaces.indexOf(machine)}`,
        'netns',
        switches,
      );
      ip(switches, 'link', 'set', `w${namespaces.indexOf(machine)}`, 'up');
      ip(machine, 'link', 'set', 'world', 'up');
      ip(machine, 'route', 'add', 'default', 'dev', 'world');
    },
    countPacketsToWorld: (machine) => {
      const [line = ''] =
        run('ip', ['netns', 'exec', machine, 'cat', '/proc/net/dev']).match(/world:.*/) ?? [];
      return Number(line.split(/\s+/)[10]);
    },
    switches,
    spawnIn: (machine, words, env = {}) => {
      // `ip netns exec` replaces itself by the program: its process is the program's own.
      const child = spawn('ip', ['netns', 'exec', machine, ...words], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, ...env },
      });
      children.add(child);
      child.once('close', () => children.delete(child));
      return child;
    },
    startNode: async (machine, settings) => {
      const words = [
        'netns',
        'exec',
        machine,
        process.execPath,
        script,
        JSON.stringify({ ...settings, folder }),
      ];
      const node = await readNode(spawn('ip', words, { stdio: ['pipe', 'pipe', 'inherit'] }));
      nodes.add(node);
      return node;
    },
    close: async () => {
      await Promise.all([...nodes].map((node) => node.kill()));
      for (const child of children) child.kill('SIGKILL');
      for (const namespace of namespaces.splice(0).reverse()) spawnSync('ip', ['netns', 'del', namespace]);
    },
  };
}
