import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Result, succeed } from '#shared/contract/result.ts';
import { eventually } from '../../../main/server/__tests__/test-host.ts';
import type { SessionCore } from '../session-core.ts';
import { createSessionStore } from '../session-store.ts';
import { createUploadRunner } from '../upload-runner.ts';
import { createUploadStore, type Upload } from '../upload-store.ts';
import { waitForHost } from '../wait-for-host.ts';

type Answer = () => Promise<Result<unknown>>;

/** A runner whose host answers to one new upload after the other as it is told. */
function createBench(answers: Answer[]) {
  const link = { call: () => answers.shift()?.(), fetchRaw: () => expect.unreachable() };
  const core = { store: createSessionStore(), active: new Map([['host', { link }]]) };
  const uploads = createUploadStore();
  const runner = createUploadRunner({ core: core as unknown as SessionCore, uploads });
  const begin = (id: string) => {
    const upload: Upload = {
      ...{ id, threadId: null, head: null, sent: 0, fileId: null, error: null, queuedId: null },
      ref: { hostKey: 'host', roomId: 'room' },
      blob: new Blob([id]),
      name: `${id}.txt`,
      size: id.length,
      state: 'sending',
    };
    uploads.setState((state) => ({ uploads: [...state.uploads, upload] }));
    runner.runNext();
  };
  return { uploads, runner, begin };
}

/** All bytes of the upload are there already. */
function answerWhole(fileId: string, text: string): Result<unknown> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const file = { id: fileId, received: text.length, isComplete: true, sha256, kind: 'other' };
  return succeed({ file });
}

it('an upload that breaks unexpectedly is told, and gives its turn to the next one', async () => {
  const broken: Answer = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
  const { uploads, begin } = createBench([broken, broken, async () => answerWhole('three', 'c')]);
  for (const id of ['a', 'b', 'c']) begin(id);
  await eventually(() =>
    expect(uploads.getState().uploads.map(({ state, error }) => [state, error?.code])).toEqual([
      ['failed', 'NOT_REACHABLE'],
      ['failed', 'NOT_REACHABLE'],
      ['done', undefined],
    ]),
  );
});

it('a late answer to a try that was paused does not take the place of what goes on', async () => {
  const first = Promise.withResolvers<Result<unknown>>();
  const answers: Answer[] = [() => first.promise, async () => answerWhole('second', 'a')];
  const { uploads, runner, begin } = createBench(answers);
  const read = () => uploads.getState().uploads[0];
  begin('a');
  await eventually(() => expect(answers).toHaveLength(1));
  runner.stopUpload('a');
  runner.runNext();
  await eventually(() => expect(read()?.state).toBe('done'));
  first.resolve(answerWhole('first', 'a'));
  await first.promise;
  await new Promise(setImmediate);
  expect(read()?.fileId).toBe('second');
});

it('whoever has given up already does not wait for the host', async () => {
  await waitForHost(createSessionStore(), 'host', AbortSignal.abort());
});
