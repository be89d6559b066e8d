import { spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { TestNetwork } from '../../discovery/__tests__/netns-fixture.ts';

/**
 * Kernels without netem get a cable of our own: every frame passes through this program, which holds it back and
 * loses some. Node can open /dev/net/tun but not name the device it wants there; Python can.
 */
const CARRY_FRAMES = `
import fcntl, heapq, os, random, select, struct, sys, time
delay, loss = float(sys.argv[3]) / 1000, float(sys.argv[4]) / 100
TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454ca, 0x0002, 0x1000
def open_tap(name):
    tap = os.open('/dev/net/tun', os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tap, TUNSETIFF, struct.pack('16sH22x', name.encode(), IFF_TAP | IFF_NO_PI))
    return tap
ends = [open_tap(sys.argv[1]), open_tap(sys.argv[2])]
chance, under_way, count = random.Random(20260101), [], 0
print('ready', flush=True)
while True:
    wait = max(0, under_way[0][0] - time.monotonic()) if under_way else None
    for end in select.select(ends, [], [], wait)[0]:
        frame = os.read(end, 65535)
        if chance.random() >= loss:
            count += 1
            heapq.heappush(under_way, (time.monotonic() + delay, count, ends[end == ends[0]], frame))
    while under_way and under_way[0][0] <= time.monotonic():
        _, _, end, frame = heapq.heappop(under_way)
        try:
            os.write(end, frame)
        except OSError:
            pass
`;

/** Fails where it may not make a device, also as root: containers often have no /dev/net/tun. */
const TRY_TAP = `
import fcntl, os, struct
fcntl.ioctl(os.open('/dev/net/tun', os.O_RDWR), 0x400454ca, struct.pack('16sH22x', b'try', 0x1002))
`;

type Spoiler = { kind: 'netem' } | { kind: 'own cable' } | { kind: 'none'; reason: string };

/** What can spoil a line here, the kernel's own means first. */
function findSpoiler(): Spoiler {
  const name = `spaces-spoil-${process.pid}`;
  if (spawnSync('ip', ['netns', 'add', name]).status !== 0)
    return { kind: 'none', reason: 'no network namespaces' };
  const tries = (...words: string[]) => spawnSync('ip', ['netns', 'exec', name, ...words]).status === 0;
  try {
    if (tries('tc', 'qdisc', 'add', 'dev', 'lo', 'root', 'netem', 'delay', '1ms')) return { kind: 'netem' };
    if (tries('python3', '-c', TRY_TAP)) return { kind: 'own cable' };
  } finally {
    spawnSync('ip', ['netns', 'del', name]);
  }
  return { kind: 'none', reason: 'neither netem (module sch_netem) nor python3 with /dev/net/tun' };
}

/** Why the quality of a line cannot be spoiled here; undefined when it can. */
export function explainMissingSpoiler(): string | undefined {
  const spoiler = findSpoiler();
  return spoiler.kind === 'none' ? spoiler.reason : undefined;
}

export interface Spoiling {
  /** Of each frame, on the way there and on the way back. */
  readonly delayMs: number;
  readonly lossPercent: number;
}

/** Makes the cables of a machine slow and lossy in both directions. */
export async function spoilLine(
  network: TestNetwork,
  machine: string,
  { delayMs, lossPercent }: Spoiling,
): Promise<void> {
  const { switches, ip } = network;
  const isNetem = findSpoiler().kind === 'netem';
  for (const [index, { port, bridge }] of network.listPorts(machine).entries()) {
    if (isNetem) {
      const netem = ['root', 'netem', 'delay', `${delayMs}ms`, 'loss', `${lossPercent}%`];
      network.runIn(machine, 'tc', 'qdisc', 'add', 'dev', `eth${index}`, ...netem);
      network.runIn(switches, 'tc', 'qdisc', 'add', 'dev', port, ...netem);
      continue;
    }
    const [near, far, island] = [`${port}near`, `${port}far`, `${port}br`];
    const words = ['python3', '-c', CARRY_FRAMES, near, far, String(delayMs), String(lossPercent)];
    const { stdout } = network.spawnIn(switches, words);
    if (!stdout) throw new Error('The cable has no output');
    await new Promise((resolve) => createInterface({ input: stdout }).once('line', resolve));
    ip(switches, 'link', 'add', island, 'type', 'bridge', 'mcast_snooping', '0');
    for (const [device, master] of [
      [port, island],
      [near, island],
      [far, bridge],
    ] as const) {
      ip(switches, 'link', 'set', device, 'master', master);
    }
    for (const device of [island, near, far]) ip(switches, 'link', 'set', device, 'up');
  }
}
