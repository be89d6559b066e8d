import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '#shared/model/message.ts';
import { eventually, startTestHost, type TestHost } from '../../../main/server/__tests__/test-host.ts';
import type { Session } from '../create-session.ts';
import type { PendingDraft, RoomRef } from '../replica.ts';
import { findRoom } from '../session-store.ts';
import type { TabChannel } from '../tab-channel.ts';
import { createTabClaims } from '../tab-claims.ts';
import { KEPT_BYTES } from '../upload-records.ts';
import { createKeptThings, createTabs } from './memory-records.ts';
import { type Device, setUpVisits, unwrap } from './visits.ts';

const visit = setUpVisits();

let host: TestHost;
beforeEach(async () => {
  host = await startTestHost();
});

/** One device; the same `kept` and `deviceId` make it a later visit of it. */
const enter = (deviceId: string, kept: Device['kept']) => visit(host, 'Ann', { deviceId, kept });

async function openRoom(session: Session): Promise<RoomRef> {
  const ref = unwrap(await session.actions.createRoom(host.url, { name: 'Files' }));
  unwrap(await session.actions.openRoom(ref));
  return ref;
}

const draftOf = (content: string): PendingDraft => ({
  messageType: 'file',
  content,
  contentType: 'text/plain',
});
const uploadsOf = ({ uploads }: Session) => uploads.getState().uploads;
const messagesOf = (session: Session, ref: RoomRef): readonly Message[] =>
  (findRoom(session.store.getState(), ref)?.timeline?.messages ?? []).filter(
    ({ messageType }) => messageType !== 'system',
  );
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

  const openLocks = () => {
    const name = randomUUID();
    return () => createTabClaims({ name, locks: navigator.locks });
  };

  it.each([
    ['asking', () => () => null],
    ['locks', openLocks],
  ])('belong to one tab, by %s: another one brings back only what nobody is busy with', async (_, open) => {
    const [deviceId, kept, tabs] = [randomUUID(), createKeptThings(), createTabs(open())];
    const one = await enter(deviceId, { ...kept, tabs: tabs.open() });
    const ref = await openRoom(one);
    one.actions.addFiles(ref, null, [new File(['mine'], 'mine.txt')]);
    one.actions.pauseUpload(uploadsOf(one)[0]?.id ?? '');
    await eventually(() => expect(kept.uploads.kept.size).toBe(2));
    const two = await enter(deviceId, { ...kept, tabs: tabs.open() });
    two.actions.addFiles(ref, null, [new File(['theirs'], 'theirs.txt')]);
    await eventually(() => expect(uploadsOf(two).map(({ state }) => state)).toEqual(['done']));
    expect(uploadsOf(two).map(({ name }) => name)).toEqual(['theirs.txt']);
    two.stop();
    one.stop();
    const three = await enter(deviceId, { ...kept, tabs: tabs.open() });
    const both = ['mine.txt', 'theirs.txt'];
    await eventually(() =>
      expect(
        uploadsOf(three)
          .map(({ name }) => name)
          .sort(),
      ).toEqual(both),
    );
  });

  /** What a tab waits for, and how many records it found each time it looked. */
  function watchTab(channel: TabChannel, { uploads }: Device['kept']) {
    const waits: string[] = [];
    const loads: number[] = [];
    const { claims } = channel;
    const waitFor = async (id: string) => {
      waits.push(id);
      return claims?.waitFor(id) ?? false;
    };
    const load = async () => {
      const found = await uploads.load();
      loads.push(found.length);
      return found;
    };
    const tabs = { ...channel, claims: claims && { ...claims, waitFor } };
    return { waits, loads, tabs, records: { ...uploads, load } };
  }

  it('go over to a tab that is there when theirs ends, by locks, with the message that waits for them', async () => {
    const [deviceId, kept, tabs] = [randomUUID(), createKeptThings(), createTabs(openLocks())];
    const one = await enter(deviceId, { ...kept, tabs: tabs.open() });
    const ref = await openRoom(one);
    one.actions.addFiles(ref, null, [new File(['1'], 'one.txt'), new File(['2'], 'two.txt')]);
    for (const { id } of uploadsOf(one)) one.actions.pauseUpload(id);
    await eventually(() => expect(kept.uploads.kept.size).toBe(4));
    const { tabs: watched, waits, records } = watchTab(tabs.open(), kept);
    const two: Session = await enter(deviceId, { ...kept, uploads: records, tabs: watched });
    unwrap(await two.actions.openRoom(ref));
    await eventually(() => expect(waits).toHaveLength(2));
    // They get a message after the other tab has looked at them.
    one.actions.sendWithFiles(ref, null, draftOf('taken over'));
    await eventually(() => expect(kept.uploads.kept.size).toBe(5));
    expect(uploadsOf(two)).toEqual([]);
    one.stop();
    await eventually(() => expect(uploadsOf(two).map(({ state }) => state)).toEqual(['paused', 'paused']));
    for (const { id } of uploadsOf(two)) two.actions.resumeUpload(id);
    await eventually(() =>
      expect(messagesOf(two, ref).map(({ content }) => content)).toEqual(['taken over']),
    );
    await eventually(() => expect(kept.uploads.kept.size).toBe(0));
  });

  it('that their tab finishes are not brought back by the one that waits for them', async () => {
    const [deviceId, kept, tabs] = [randomUUID(), createKeptThings(), createTabs(openLocks())];
    const one = await enter(deviceId, { ...kept, tabs: tabs.open() });
    const ref = await openRoom(one);
    one.actions.addFiles(ref, null, [new File(['1'], 'one.txt')]);
    one.actions.pauseUpload(uploadsOf(one)[0]?.id ?? '');
    await eventually(() => expect(kept.uploads.kept.size).toBe(2));
    const { tabs: watched, waits, loads, records } = watchTab(tabs.open(), kept);
    const two: Session = await enter(deviceId, { ...kept, uploads: records, tabs: watched });
    await eventually(() => expect(waits).toHaveLength(1));
    const seen: string[] = [];
    two.uploads.subscribe(({ uploads }) => seen.push(...uploads.map(({ name }) => name)));
    await one.actions.cancelUpload(uploadsOf(one)[0]?.id ?? '');
    // It was free, and looked for.
    await eventually(() => expect(loads).toEqual([2, 0]));
    one.stop();
    expect(seen).toEqual([]);
  });

  it.each([
    ['asking', () => () => null],
    ['locks', openLocks],
  ])('are brought back once, by %s, when two tabs are restored together', async (_, open) => {
    const [deviceId, kept, tabs] = [randomUUID(), createKeptThings(), createTabs(open())];
    const first = await enter(deviceId, { ...kept, tabs: tabs.open() });
    const ref = await openRoom(first);
    first.actions.addFiles(ref, null, [new File(['mine'], 'mine.txt')]);
    first.actions.pauseUpload(uploadsOf(first)[0]?.id ?? '');
    first.actions.sendWithFiles(ref, null, draftOf('with a file'));
    await eventually(() => expect(kept.uploads.kept.size).toBe(3));
    first.stop();

    let loads = 0;
    const load = () => {
      loads += 1;
      return kept.uploads.load();
    };
    const enterTab = () =>
      enter(deviceId, { ...kept, uploads: { ...kept.uploads, load }, tabs: tabs.open() });
    const pair = await Promise.all([enterTab(), enterTab()]);
    await eventually(() => expect(loads).toBe(2));
    // What a third one brings back shows that the others have had the time to.
    const late = uuidv7();
    const [record] = [...kept.uploads.kept].filter(([key]) => key.startsWith('upload/'));
    const own = { ...(record?.[1] as object), id: late, name: 'late.txt', queuedId: null };
    await kept.uploads.keep(`upload/${late}`, own);
    const third = await enterTab();
    await eventually(() => expect(uploadsOf(third).map(({ name }) => name)).toEqual(['late.txt']));
    expect(pair.flatMap(uploadsOf).map(({ name }) => name)).toEqual(['mine.txt']);
    expect(pair.flatMap(({ uploads }) => uploads.getState().queued)).toHaveLength(1);
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
