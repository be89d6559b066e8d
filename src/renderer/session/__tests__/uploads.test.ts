import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail, type Result, succeed } from '#shared/contract/result.ts';
import type { Message } from '#shared/model/message.ts';
import { eventually, startTestHost, type TestHost } from '../../../main/server/__tests__/test-host.ts';
import { createSession, type KeptThings, type Session } from '../create-session.ts';
import { createHostLink, type HostLink } from '../host-link.ts';
import type { PendingDraft, RoomRef } from '../replica.ts';
import { findRoom } from '../session-store.ts';
import { createTextStore } from '../text-store.ts';
import { type UploadJob, uploadFile } from '../upload-file.ts';
import { fitPart } from '../upload-parts.ts';
import { KEPT_BYTES } from '../upload-records.ts';
import { createKeptThings, createTabs } from './memory-records.ts';
import { createMemoryStorage } from './memory-storage.ts';

let host: TestHost;
let sessions: Session[] = [];

beforeEach(async () => {
  host = await startTestHost();
});

afterEach(() => {
  for (const session of sessions) session.stop();
  sessions = [];
});

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.data;
}

/** One device; the same `kept` and `deviceId` make it a later visit of it. */
async function enter(deviceId: string, kept: KeptThings): Promise<Session> {
  const session = createSession({
    textStore: createTextStore({ storage: createMemoryStorage() }),
    kept,
    onUnkept: () => undefined,
    getDeviceId: async () => succeed(deviceId),
    onResumed: () => () => {},
  });
  sessions.push(session);
  const address = { hostKey: host.url, hostId: 'test-host', name: 'Test', isOwn: false };
  unwrap(await session.actions.connectHost({ address, displayName: 'Ann' }));
  return session;
}

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

describe('uploading one file', () => {
  async function openLink(): Promise<{ link: HostLink; roomId: string }> {
    const link = createHostLink({
      address: { hostKey: host.url, hostId: 'test-host', name: 'Test', isOwn: false },
      displayName: 'Cid',
      getDeviceId: async () => succeed(randomUUID()),
      locateHost: async () => succeed(host.url),
      onUser: () => {},
      onState: () => {},
      onOnline: () => {},
      onPush: () => {},
    });
    const room = unwrap(await link.call({ name: 'createRoom', body: { name: 'Files' } })).room;
    return { link, roomId: room.id };
  }

  const jobOf = (given: Pick<UploadJob, 'link' | 'roomId' | 'file'>, progress: number[]): UploadJob => ({
    ...given,
    name: 'data.bin',
    fileId: null,
    signal: new AbortController().signal,
    onStarted: () => {},
    onProgress: (sent) => progress.push(sent),
    waitForHost: async () => {},
  });

  it('goes on where a broken line or a part still under way left it, and both sides count the same sum', async () => {
    const { link, roomId } = await openLink();
    let asked = 0;
    let sentBytes = 0;
    const breaking: UploadJob['link'] = {
      call: link.call,
      fetchRaw(path, init) {
        asked += 1;
        if (asked === 2) return Promise.resolve(fail({ code: 'NOT_REACHABLE', message: 'cut' }));
        if (asked === 3) return Promise.resolve(fail({ code: 'CONFLICT', message: 'Another part' }));
        sentBytes += (init.body as Blob).size;
        return link.fetchRaw(path, init);
      },
    };
    const progress: number[] = [];
    const file = new Blob([randomBytes(9_000_000)]);
    const sent = unwrap(await uploadFile(jobOf({ link: breaking, roomId, file }, progress)));
    expect(sent).toMatchObject({ isComplete: true, size: 9_000_000 });
    // Nothing that had arrived was sent again.
    expect(sentBytes).toBe(9_000_000);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect([progress[0], progress.at(-1)]).toEqual([0, 9_000_000]);
    link.stop();
  });

  it('is given up when the file changed on the way, or can no longer be read', async () => {
    const { link, roomId } = await openLink();
    const [first, second] = [new Blob(['first ']), new Blob(['second'])];
    let reads = 0;
    const changing = {
      size: 6,
      type: '',
      slice: (start?: number, end?: number) => {
        reads += 1;
        return (reads === 1 ? first : second).slice(start, end);
      },
    } as Blob;
    const conflict = { ok: false, error: { code: 'CONFLICT' } };
    expect(await uploadFile(jobOf({ link, roomId, file: changing }, []))).toMatchObject(conflict);
    const unreadable = {
      size: 6,
      type: '',
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')), size: 6 }),
    } as unknown as Blob;
    expect(await uploadFile(jobOf({ link, roomId, file: unreadable }, []))).toMatchObject(conflict);
    link.stop();
  });

  it('begins anew when the host has forgotten it', async () => {
    const { link, roomId } = await openLink();
    const file = new Blob(['forgotten']);
    const job = { ...jobOf({ link, roomId, file }, []), fileId: randomUUID() };
    expect(unwrap(await uploadFile(job))).toMatchObject({ isComplete: true, size: 9 });
    link.stop();
  });

  it('takes longer parts on a quick line and shorter ones on a slow line', () => {
    const mebibyte = 1_048_576;
    expect([fitPart(mebibyte, 10), fitPart(64 * mebibyte, 10)]).toEqual([2 * mebibyte, 64 * mebibyte]);
    expect([fitPart(4 * mebibyte, 1_000), fitPart(4 * mebibyte, 5_000)]).toEqual([
      4 * mebibyte,
      2 * mebibyte,
    ]);
    expect(fitPart(mebibyte, 60_000)).toBe(mebibyte);
  });
});

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

  it('belong to one tab: another one brings back only what nobody is busy with', async () => {
    const [deviceId, kept, tabs] = [randomUUID(), createKeptThings(), createTabs()];
    const one = await enter(deviceId, { ...kept, tabs: tabs.open() });
    const ref = await openRoom(one);
    one.actions.addFiles(ref, null, [new File(['mine'], 'mine.txt')]);
    one.actions.pauseUpload(uploadsOf(one)[0]?.id ?? '');
    await eventually(() => expect(kept.uploads.kept.size).toBe(2));
    const two = await enter(deviceId, { ...kept, tabs: tabs.open() });
    two.actions.addFiles(ref, null, [new File(['theirs'], 'theirs.txt')]);
    await eventually(() => expect(uploadsOf(two).map(({ state }) => state)).toEqual(['done']));
    one.stop();
    const three = await enter(deviceId, { ...kept, tabs: tabs.open() });
    await eventually(() => expect(uploadsOf(three).map(({ name }) => name)).toEqual(['mine.txt']));
    expect(uploadsOf(two).map(({ name }) => name)).toEqual(['theirs.txt']);
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
