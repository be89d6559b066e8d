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

it('without any storage things work for as long as the page lives', async () => {
  const textStore = createTextStore({ storage: null });
  expect(textStore.write('key', 'value')).toBe(false);
  expect(textStore.read('key')).toBeNull();
});
