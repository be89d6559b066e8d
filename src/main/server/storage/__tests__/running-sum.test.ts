import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createHashThread } from '../hash-thread.ts';
import { createSums } from '../running-sum.ts';

function share(bytes: Uint8Array): Buffer<SharedArrayBuffer> {
  const shared = Buffer.from(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

const plain = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it('counts the same here and in a thread, and several at a time', async () => {
  const sums = createSums();
  const [small, large] = [randomBytes(3_000), randomBytes(300_000)];
  const [here, there, empty] = [sums.begin(3_000), sums.begin(2 ** 31), sums.begin(2 ** 31)];
  const block = share(large.subarray(0, 100_000));
  await Promise.all([here.update(share(small)), there.update(block)]);
  // A counted block may be used again.
  block.set(large.subarray(100_000, 200_000));
  await there.update(block);
  await there.update(share(large.subarray(200_000)));
  expect(await Promise.all([here.digest(), there.digest(), empty.digest()])).toEqual([
    plain(small),
    plain(large),
    plain(Buffer.alloc(0)),
  ]);
});

it('starts its thread anew after the last sum was closed', async () => {
  const thread = createHashThread();
  for (const words of ['first', 'second']) {
    const dropped = thread.begin();
    await dropped.update(share(Buffer.from('nobody wants this')));
    dropped.drop();
    const sum = thread.begin();
    await sum.update(share(Buffer.from(words)));
    expect(await sum.digest()).toBe(plain(Buffer.from(words)));
  }
});

it('counts in another thread when the first one failed, whatever is still open there', async () => {
  const thread = createHashThread();
  const kept = thread.begin();
  const broken = { buffer: new SharedArrayBuffer(1), length: 5 } as Buffer<SharedArrayBuffer>;
  await expect(kept.update(broken)).rejects.toThrow();
  const sum = thread.begin();
  kept.drop();
  await sum.update(share(Buffer.from('words')));
  expect(await sum.digest()).toBe(plain(Buffer.from('words')));
});
