import { readFile } from 'node:fs/promises';

/** Resident memory and the processor time used so far. */
export async function readUse(pid: number): Promise<{ memory: number; cpuSeconds: number }> {
  const [status, stat] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8'),
    readFile(`/proc/${pid}/stat`, 'utf8'),
  ]);
  const memory = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1_024;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // The kernel counts in hundredths of a second.
  return { memory, cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100 };
}
