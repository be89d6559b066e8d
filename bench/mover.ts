/** Moves one file as told by its parent: started by `bench/files.ts`, so that its memory is its own. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { get, request } from 'node:http';
import { PassThrough, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

interface Wish {
  way: string;
  from: string;
  to: string;
  url: string;
  token: string;
  size: number;
}

/** What the machine can do: read, hash and write as a stream, then sync. */
async function copy({ from, to }: Wish): Promise<void> {
  const hash = createHash('sha256');
  const meter = new PassThrough();
  meter.on('data', (chunk: Buffer) => hash.update(chunk));
  await pipeline(createReadStream(from), meter, createWriteStream(to));
  const file = await open(to, 'r+');
  await file.sync();
  await file.close();
  hash.digest();
}

/** The whole file as one body. */
function stream({ from, url, token, size }: Wish): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-length': size };
    const sending = request(url, { method: 'PUT', headers }, (answer) => {
      answer.resume();
      if (answer.statusCode === 200) answer.on('end', resolve);
      else reject(new Error(`answered with ${answer.statusCode}`));
    });
    pipeline(createReadStream(from), sending).catch(reject);
  });
}

function download({ url, token }: Wish, range?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, ...(range && { range }) };
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    get(url, { headers }, (answer) => pipeline(answer, nowhere).then(resolve, reject)).on('error', reject);
  });
}

const WAYS: Record<string, (wish: Wish) => Promise<void>> = {
  copy,
  stream,
  download: (wish) => download(wish),
  'download of the second half': (wish) => download(wish, `bytes=${wish.size / 2}-`),
};

process.on('message', (wish: Wish) => {
  const move = WAYS[wish.way];
  Promise.resolve(move?.(wish)).then(
    () => process.send?.({}),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
process.send?.({});
