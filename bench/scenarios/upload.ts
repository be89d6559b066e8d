import { fork } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { callHost } from '../load/headless-host.ts';
import { readUse } from '../load/process-use.ts';

export const MEBIBYTE = 1_048_576;

/** One way to move a file: how fast, what it cost, and how much the processes grew at most meanwhile, in MiB. */
export interface MoveFigures {
  readonly way: string;
  readonly perSecond: number;
  readonly hostCpu: number;
  readonly moverCpu: number;
  readonly hostGrowth: number;
  readonly moverGrowth: number;
}

const MOVER = new URL('../mover.ts', import.meta.url).pathname;

export async function makeFile(path: string, mebibytes: number): Promise<void> {
  const file = await open(path, 'w');
  const block = Buffer.alloc(MEBIBYTE, 'some bytes that repeat ');
  for (let n = 0; n < mebibytes; n += 1) {
    block.writeUInt32LE(n);
    await file.write(block);
  }
  await file.sync();
  await file.close();
}

/** A fresh file of a room, announced and not yet sent. */
export async function announce(target: { url: string; token: string; roomId: string }, size: number) {
  const { url, token, roomId } = target;
  const { file } = await callHost(url, token, 'POST', `/api/rooms/${roomId}/files`, {
    name: 'bench.bin',
    size,
  });
  return (file as unknown as { id: string }).id;
}

/** Runs `bench/mover.ts` in a process of its own and watches it and the host. */
export async function measureMove(
  way: string,
  wish: Record<string, string | number>,
  { hostPid, mebibytes }: { hostPid: number; mebibytes: number },
): Promise<MoveFigures> {
  const mover = fork(MOVER, { execArgv: [] });
  await once(mover, 'message');
  const pid = mover.pid ?? 0;
  const [host, own] = [await readUse(hostPid), await readUse(pid)];
  let [hostMost, ownMost] = [host.memory, own.memory];
  const look = async () => {
    const [hostNow, ownNow] = [await readUse(hostPid), await readUse(pid)];
    hostMost = Math.max(hostMost, hostNow.memory);
    ownMost = Math.max(ownMost, ownNow.memory);
  };
  const watch = setInterval(() => void look().catch(() => undefined), 50);
  const before = performance.now();
  mover.send({ way, ...wish });
  const [told] = (await once(mover, 'message')) as [{ error?: string }];
  const seconds = (performance.now() - before) / 1_000;
  clearInterval(watch);
  const [hostAfter, ownAfter] = [await readUse(hostPid), await readUse(pid)];
  mover.kill();
  if (told.error !== undefined) throw new Error(`${way}: ${told.error}`);
  return {
    way,
    perSecond: mebibytes / seconds,
    hostCpu: hostAfter.cpuSeconds - host.cpuSeconds,
    moverCpu: ownAfter.cpuSeconds - own.cpuSeconds,
    hostGrowth: (hostMost - host.memory) / MEBIBYTE,
    moverGrowth: (ownMost - own.memory) / MEBIBYTE,
  };
}
