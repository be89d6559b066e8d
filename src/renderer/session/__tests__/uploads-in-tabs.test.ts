import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../../main/server/__tests__/test-host.ts';
import type { Session } from '../create-session.ts';
import type { TabChannel } from '../tab-channel.ts';
import { createTabClaims } from '../tab-claims.ts';
import { createKeptThings, createTabs } from './memory-records.ts';
import { draftOf, messagesOf, setUpUploads, uploadsOf } from './upload-visits.ts';
import { type Device, unwrap } from './visits.ts';

const { enter, openRoom } = setUpUploads();

describe('files on their way, in several tabs', () => {
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
});
