import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../../main/server/__tests__/test-host.ts';
import type { Session } from '../create-session.ts';
import { findRoom } from '../session-store.ts';
import { KEPT_BYTES } from '../upload-records.ts';
import { createKeptThings } from './memory-records.ts';
import { draftOf, messagesOf, setUpUploads, uploadsOf } from './upload-visits.ts';
import { unwrap } from './visits.ts';

const { enter, openRoom } = setUpUploads();
const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('files on their way', () => {
  it('a message waits for its files, is posted once, and can be taken back', async () => {
    const ann = await enter(randomUUID(), createKeptThings());
    const ref = await openRoom(ann);
    ann.actions.addFiles(ref, null, [new File(['one'], 'one.txt'), new File(['two'], 'two.txt')]);
    const [first] = uploadsOf(ann);
    ann.actions.pauseUpload(first?.id ?? '');
    ann.actions.sendWithFiles(ref, null, draftOf('both'));
    await eventually(() => expect(uploadsOf(ann).map(({ state }) => state)).toEqual(['paused', 'done']));
    expect(messagesOf(ann, ref)).toEqual([]);
    const [queued] = ann.uploads.getState().queued;
    expect(ann.actions.takeBackQueued(queued?.id ?? '')?.draft.content).toBe('both');
    expect(uploadsOf(ann).map(({ queuedId }) => queuedId)).toEqual([null, null]);
    ann.actions.sendWithFiles(ref, null, draftOf('both again'));
    ann.actions.resumeUpload(first?.id ?? '');
    await eventually(() => {
      const [message, ...others] = messagesOf(ann, ref);
      expect(message?.content).toBe('both again');
      expect(message?.attachments?.map(({ name }) => name)).toEqual(['one.txt', 'two.txt']);
      expect(others).toEqual([]);
    });
    expect(ann.uploads.getState()).toEqual({ uploads: [], queued: [] });
  });

  it('a refused message gives its files back with its text, and they can be sent again', async () => {
    const [deviceId, kept] = [randomUUID(), createKeptThings()];
    const ann = await enter(deviceId, kept);
    const ref = await openRoom(ann);
    ann.actions.addFiles(ref, null, [new File(['one'], 'one.txt')]);
    ann.actions.sendWithFiles(ref, null, draftOf('x'.repeat(20_000)));
    const readFailed = ({ store }: Session) =>
      findRoom(store.getState(), ref)?.pending[0]?.state === 'failed';
    await eventually(() => expect(readFailed(ann)).toBe(true));
    await eventually(() => expect(kept.outbox.kept.size).toBe(1));
    ann.stop();

    const again = await enter(deviceId, kept);
    unwrap(await again.actions.openRoom(ref));
    await eventually(() => expect(readFailed(again)).toBe(true));
    expect(again.actions.takeBackRefused(ref, null)).toBe('x'.repeat(20_000));
    const back = { name: 'one.txt', size: 3, state: 'done', queuedId: null };
    expect(uploadsOf(again)).toEqual([expect.objectContaining(back)]);
    again.actions.sendWithFiles(ref, null, draftOf('shorter'));
    await eventually(() => {
      const [message] = messagesOf(again, ref);
      expect(message?.content).toBe('shorter');
      expect(message?.attachments?.map(({ name }) => name)).toEqual(['one.txt']);
    });
  });

  it('a waiting message whose files were all removed goes as text, or not at all', async () => {
    const ann = await enter(randomUUID(), createKeptThings());
    const ref = await openRoom(ann);
    for (const words of ['', 'words remain']) {
      ann.actions.addFiles(ref, null, [new File(['x'], 'x.txt')]);
      const id = uploadsOf(ann)[0]?.id ?? '';
      ann.actions.pauseUpload(id);
      ann.actions.sendWithFiles(ref, null, draftOf(words));
      await ann.actions.cancelUpload(id);
      expect(ann.uploads.getState()).toEqual({ uploads: [], queued: [] });
    }
    await eventually(() =>
      expect(messagesOf(ann, ref).map(({ content }) => content)).toEqual(['words remain']),
    );
  });

  it('survive a restart with their bytes: what was begun goes on, and its message is posted', async () => {
    const [deviceId, kept] = [randomUUID(), createKeptThings()];
    const ann = await enter(deviceId, kept);
    const ref = await openRoom(ann);
    const bytes = randomBytes(300_000);
    ann.actions.addFiles(ref, null, [new File([bytes], 'kept.bin'), new File(['p'], 'paused.txt')]);
    const [first, second] = uploadsOf(ann);
    for (const upload of [first, second]) ann.actions.pauseUpload(upload?.id ?? '');
    ann.actions.sendWithFiles(ref, null, draftOf('after the restart'));
    await eventually(() => expect(kept.uploads.kept.size).toBe(5));
    ann.stop();

    const again = await enter(deviceId, kept);
    await eventually(() => expect(uploadsOf(again).map(({ state }) => state)).toEqual(['paused', 'paused']));
    expect(messagesOf(again, ref)).toEqual([]);
    unwrap(await again.actions.openRoom(ref));
    for (const { id } of uploadsOf(again)) again.actions.resumeUpload(id);
    await eventually(() => {
      const [message] = messagesOf(again, ref);
      expect(message?.content).toBe('after the restart');
      expect(message?.attachments?.map(({ name }) => name)).toEqual(['kept.bin', 'paused.txt']);
      expect(message?.attachments?.[0]?.sha256).toBe(sum(bytes));
    });
    await eventually(() => expect(kept.uploads.kept.size).toBe(0));
  });

  it('whose bytes are not at hand ask for the same file again, and take no other', async () => {
    const [deviceId, kept] = [randomUUID(), createKeptThings()];
    const ann = await enter(deviceId, kept);
    const ref = await openRoom(ann);
    const bytes = randomBytes(200_000);
    const head = sum(bytes);
    ann.actions.addFiles(ref, null, [new File([bytes], 'large.bin')]);
    ann.actions.pauseUpload(uploadsOf(ann)[0]?.id ?? '');
    await eventually(() => expect(kept.uploads.kept.size).toBe(2));
    ann.stop();
    // As a file above the limit is kept: with the sum of its beginning, without its bytes.
    expect(bytes.length).toBeLessThan(KEPT_BYTES);
    for (const [key, value] of kept.uploads.kept) {
      if (value instanceof Blob) await kept.uploads.drop(key);
      else await kept.uploads.keep(key, { ...(value as object), head });
    }

    const again = await enter(deviceId, kept);
    await eventually(() => expect(uploadsOf(again).map(({ state }) => state)).toEqual(['missing']));
    const id = uploadsOf(again)[0]?.id ?? '';
    for (const other of [
      new File([bytes], 'other.bin'),
      new File([bytes.subarray(1)], 'large.bin'),
      new File([randomBytes(200_000)], 'large.bin'),
    ]) {
      expect(await again.actions.chooseAgain(id, other)).toMatchObject({ ok: false });
    }
    unwrap(await again.actions.chooseAgain(id, new File([bytes], 'large.bin')));
    await eventually(() => expect(uploadsOf(again).map(({ state }) => state)).toEqual(['done']));
  });

  it('of a room that is gone, or that nobody came back for, leave nothing on the disk', async () => {
    const [deviceId, kept] = [randomUUID(), createKeptThings()];
    const ann = await enter(deviceId, kept);
    const ref = await openRoom(ann);
    ann.actions.addFiles(ref, null, [new File(['x'], 'x.txt')]);
    ann.actions.pauseUpload(uploadsOf(ann)[0]?.id ?? '');
    await eventually(() => expect(kept.uploads.kept.size).toBe(2));
    ann.stop();
    const [record] = [...kept.uploads.kept].filter(([, value]) => !(value instanceof Blob));
    const old = '01800000-0000-7000-8000-000000000000';
    await kept.uploads.keep(`upload/${old}`, { ...(record?.[1] as object), id: old });
    await kept.uploads.keep(`bytes/${old}`, new Blob(['old']));
    const other = await enter(deviceId, createKeptThings());
    unwrap(await other.actions.deleteRoom(ref));
    await enter(deviceId, kept);
    await eventually(() => expect(kept.uploads.kept.size).toBe(0));
  });
});
