import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { fail, succeed } from '#shared/contract/result.ts';
import { startTestHost, type TestHost } from '../../../main/server/__tests__/test-host.ts';
import { createHostLink, type HostLink } from '../host-link.ts';
import { type UploadJob, uploadFile } from '../upload-file.ts';
import { fitPart } from '../upload-parts.ts';
import { unwrap } from './visits.ts';

let host: TestHost;

beforeEach(async () => {
  host = await startTestHost();
});

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
