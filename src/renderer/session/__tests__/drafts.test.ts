import { expect, it } from 'vitest';
import { createDrafts } from '../drafts.ts';
import { createTextStore } from '../text-store.ts';
import { createMemoryStorage } from './memory-storage.ts';

it('drafts are kept per host and room, and an empty one leaves nothing behind', () => {
  const disk = createMemoryStorage();
  const drafts = createDrafts({ textStore: createTextStore({ storage: disk }) });
  drafts.write('host', 'room', 'half a sentence');
  expect(createDrafts({ textStore: createTextStore({ storage: disk }) }).read('host', 'room')).toBe(
    'half a sentence',
  );
  expect(drafts.read('host', 'other')).toBe('');
  drafts.write('host', 'room', '');
  expect(disk.length).toBe(0);
});

it('drafts of a room that is gone go with those of its threads, and no others', () => {
  const disk = createMemoryStorage();
  const drafts = createDrafts({ textStore: createTextStore({ storage: disk }) });
  for (const place of ['gone', 'gone.thread', 'gone-not', 'other']) drafts.write('host', place, place);
  drafts.write('host-2', 'gone', 'elsewhere');
  drafts.forget('host', (roomId) => roomId === 'gone');
  const left = [...Array(disk.length).keys()].map((index) => disk.key(index)).sort();
  expect(left).toEqual(['spaces.draft.host-2.gone', 'spaces.draft.host.gone-not', 'spaces.draft.host.other']);
});

it('without any storage things work for as long as the page lives', async () => {
  const textStore = createTextStore({ storage: null });
  expect(textStore.write('key', 'value')).toBe(false);
  expect(textStore.read('key')).toBeNull();
});
