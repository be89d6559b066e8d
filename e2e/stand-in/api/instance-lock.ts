import { createHash } from 'node:crypto';
import { mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createCodec } from '../codec.ts';

export interface SecondInstance {
  argv: string[];
  cwd: string;
  data: unknown;
}

export interface InstanceLock {
  /** False when another process has it: that one is told who knocked. */
  request(second: SecondInstance): boolean;
  isHeld(): boolean;
  release(): void;
  /** Resolves when the first instance has heard of us. */
  handedOver(): Promise<void>;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}

function readHolder(file: string): number | undefined {
  try {
    return Number(readlinkSync(file));
  } catch {
    return undefined;
  }
}

/** As Chromium does it: a link in userData that carries the process id, and a socket to hand over on. */
export function createInstanceLock(
  getFolder: () => string,
  onSecond: (second: SecondInstance) => void,
): InstanceLock {
  const codec = createCodec();
  let held: { file: string; server: Server } | undefined;
  let handingOver = Promise.resolve();

  function listen(socketName: string): Server {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      const chunks: Buffer[] = [];
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.on('end', () => {
        socket.end();
        onSecond(codec.decode(Buffer.concat(chunks).toString()) as SecondInstance);
      });
    });
    return server.listen(socketName).unref();
  }

  function handOver(socketName: string, second: SecondInstance): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect(socketName, () => socket.end(codec.encode(second)));
      socket.on('close', () => resolve());
      socket.on('error', () => resolve());
    });
  }

  return {
    request(second) {
      if (held) return true;
      const folder = getFolder();
      mkdirSync(folder, { recursive: true });
      const file = join(folder, 'SingletonLock');
      const hash = createHash('sha256').update(folder).digest('hex').slice(0, 32);
      const socketName = `\0electron-stand-in-${hash}`; // Linux's abstract names leave no file behind
      const holder = readHolder(file);
      if (holder !== undefined && isAlive(holder)) {
        handingOver = handOver(socketName, second);
        return false;
      }
      rmSync(file, { force: true });
      symlinkSync(String(process.pid), file);
      held = { file, server: listen(socketName) };
      return true;
    },
    isHeld: () => held !== undefined,
    release() {
      if (!held) return;
      rmSync(held.file, { force: true });
      held.server.close();
      held = undefined;
    },
    handedOver: () => handingOver,
  };
}
