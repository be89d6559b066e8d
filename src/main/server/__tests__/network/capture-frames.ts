import { spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { TestNetwork } from '../../discovery/__tests__/netns-fixture.ts';

/** Node has no raw sockets; these lines write every Ethernet frame of all cables as hex. */
const READ_FRAMES = `
import socket, sys
line = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.ntohs(3))
line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 24)
print('ready', flush=True)
while True:
    sys.stdout.write(line.recv(65535).hex() + '\\n')
    sys.stdout.flush()
`;

export interface Capture {
  /** All bytes that crossed the cables until now, in order. */
  readBytes(): Buffer;
  /** The IPv4 addresses that packets were sent to. */
  listDestinations(): string[];
  stop(): void;
}

export function explainMissingCapture(): string | undefined {
  return spawnSync('python3', ['-c', 'import socket; socket.AF_PACKET']).status === 0
    ? undefined
    : 'python3 with raw sockets is missing';
}

/** Hears everything on all bridges. */
export async function captureFrames(network: TestNetwork): Promise<Capture> {
  const child = network.spawnIn(network.switches, ['python3', '-c', READ_FRAMES]);
  if (!child.stdout) throw new Error('The capture has no output');
  const frames: Buffer[] = [];
  await new Promise<void>((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (line === 'ready') resolve();
      else frames.push(Buffer.from(line, 'hex'));
    });
  });
  const isIp = (frame: Buffer) => frame.length >= 34 && frame.readUInt16BE(12) === 0x0800;
  return {
    readBytes: () => Buffer.concat(frames),
    listDestinations: () => [
      ...new Set(frames.filter(isIp).map((frame) => [...frame.subarray(30, 34)].join('.'))),
    ],
    stop: () => void child.kill('SIGKILL'),
  };
}
