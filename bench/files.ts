/**
 * Large files through the host: `node bench/files.ts [--mebibytes 2048] [--turns 3]`. A plain stream copy with hashing
 * takes turns with uploads and downloads of the same file, and at the end a real Chromium sends it; memory is read while
 * they run. It needs three times the size on the disk of the temporary folder.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../scripts/steps/ensure-build.ts';
import { callHost as call, startHeadless, stopHeadless } from './load/headless-host.ts';
import { measureAppUpload } from './scenarios/app-upload.ts';
import { announce, MEBIBYTE, type MoveFigures, makeFile, measureMove } from './scenarios/upload.ts';

const { values } = parseArgs({
  options: { mebibytes: { type: 'string', default: '2048' }, turns: { type: 'string', default: '3' } },
});
const mebibytes = Number(values.mebibytes);
const size = mebibytes * MEBIBYTE;

const median = (list: readonly number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

function print(all: readonly MoveFigures[]): void {
  console.log('| way | MiB/s | of the copy | CPU host | CPU mover | host grew | mover grew |');
  console.log('|---|---:|---:|---:|---:|---:|---:|');
  const speedOf = (way: string) => median(all.filter((one) => one.way === way).map((one) => one.perSecond));
  const copy = speedOf('copy');
  const shareOf = (way: string) => (copy > 0 ? (speedOf(way) / copy).toFixed(2) : '');
  for (const way of new Set(all.map((one) => one.way))) {
    const turns = all.filter((one) => one.way === way);
    const mid = (pick: (one: MoveFigures) => number) => median(turns.map(pick));
    const most = (pick: (one: MoveFigures) => number) => Math.max(...turns.map(pick)).toFixed(0);
    console.log(
      `| ${way} | ${speedOf(way).toFixed(0)} | ${shareOf(way)} |` +
        ` ${mid((one) => one.hostCpu).toFixed(1)} s | ${mid((one) => one.moverCpu).toFixed(1)} s |` +
        ` ${most((one) => one.hostGrowth)} MiB | ${most((one) => one.moverGrowth)} MiB |`,
    );
  }
}

await ensureBuild();
const folder = await mkdtemp(join(tmpdir(), 'spaces-bench-'));
const { host, url } = await startHeadless({ dataDir: join(folder, 'data') });
try {
  const [from, to] = [join(folder, 'source'), join(folder, 'copy')];
  await makeFile(from, mebibytes);
  const guest = await call(url, null, 'POST', '/api/auth/guest', { displayName: 'Mover' });
  const token = String(guest.token);
  const { room } = await call(url, token, 'POST', '/api/rooms', { name: 'Bench', life: 'kept' });
  const target = { url, token, roomId: (room as unknown as { id: string }).id };
  const scope = { hostPid: host.pid ?? 0, mebibytes };
  const figures: MoveFigures[] = [];
  for (let turn = 0; turn < Number(values.turns); turn += 1) {
    figures.push(await measureMove('copy', { from, to }, scope));
    await rm(to);
    const id = await announce(target, size);
    const content = { ...target, url: `${url}/api/files/${id}/content`, from, size };
    figures.push(await measureMove('stream', content, scope));
    const whole = { ...target, url: `${url}/api/files/${id}`, size };
    figures.push(await measureMove('download', whole, scope));
    const half = { hostPid: scope.hostPid, mebibytes: mebibytes / 2 };
    figures.push(await measureMove('download of the second half', whole, half));
    await call(url, target.token, 'DELETE', `/api/files/${id}`);
    console.log(`turn ${turn + 1}, load ${loadavg()[0]?.toFixed(1)}`);
  }
  print(figures);
  const app = await measureAppUpload({
    link: `${url}/spaces/${(room as unknown as { roomCode: string }).roomCode}`,
    path: from,
    ...scope,
  });
  print([app]);
  console.log(`longest task of the page while it sent: ${app.longestTask.toFixed(0)} ms`);
} finally {
  await stopHeadless(host);
  await rm(folder, { recursive: true, force: true });
}
