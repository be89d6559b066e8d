import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface UploadFigures {
  readonly mebibytes: number;
  readonly copyPerSecond: number;
  readonly uploadPerSecond: number;
  /** The upload's speed over that of a plain stream copy with hashing. */
  readonly ratio: number;
  /** How much the host's memory grew at most meanwhile, in MiB. */
  readonly memoryGrowth: number;
}

const MEBIBYTE = 1_048_576;

async function makeFile(path: string, mebibytes: number): Promise<void> {
  const file = await open(path, 'w');
  const block = Buffer.alloc(MEBIBYTE, 'some bytes that repeat ');
  for (let n = 0; n < mebibytes; n += 1) {
    block.writeUInt32LE(n);
    await file.write(block);
  }
  await file.sync();
  await file.close();
}

/** What the machine can do: read, hash and write as a stream, then sync. */
async function copyPlainly(from: string, to: string): Promise<void> {
  const hash = createHash('sha256');
  const meter = new PassThrough();
  meter.on('data', (chunk: Buffer) => hash.update(chunk));
  await pipeline(createReadStream(from), meter, createWriteStream(to));
  const file = await open(to, 'r+');
  await file.sync();
  await file.close();
  hash.digest();
}

async function sendFile(url: string, token: string, path: string, size: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const sending = request(url, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-length': size },
    });
    sending.on('response', (answer) => {
      answer.resume();
      if (answer.statusCode === 200) answer.on('end', resolve);
      else reject(new Error(`The upload was answered with ${answer.statusCode}.`));
    });
    pipeline(createReadStream(path), sending).catch(reject);
  });
}

export async function measureUpload(options: {
  folder: string;
  url: string;
  token: string;
  roomId: string;
  mebibytes: number;
  readMemory: () => Promise<number>;
}): Promise<UploadFigures> {
  const { folder, url, token, mebibytes } = options;
  const [source, copy] = [join(folder, 'source'), join(folder, 'copy')];
  const size = mebibytes * MEBIBYTE;
  await makeFile(source, mebibytes);
  const timed = async (work: () => Promise<void>) => {
    const before = performance.now();
    await work();
    return (performance.now() - before) / 1_000;
  };
  const copySeconds = await timed(() => copyPlainly(source, copy));
  await rm(copy);

  const created = await fetch(`${url}/api/rooms/${options.roomId}/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bench.bin', size }),
  });
  const { file } = (await created.json()) as { file: { id: string } };
  const before = await options.readMemory();
  let most = before;
  const watch = setInterval(() => {
    void options.readMemory().then((memory) => {
      most = Math.max(most, memory);
    });
  }, 100);
  const uploadSeconds = await timed(() =>
    sendFile(`${url}/api/files/${file.id}/content`, token, source, size),
  ).finally(() => clearInterval(watch));
  return {
    mebibytes,
    copyPerSecond: mebibytes / copySeconds,
    uploadPerSecond: mebibytes / uploadSeconds,
    ratio: copySeconds / uploadSeconds,
    memoryGrowth: (most - before) / MEBIBYTE,
  };
}
