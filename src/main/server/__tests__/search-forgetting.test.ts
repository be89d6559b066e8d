import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createRestClient } from './rest-client.ts';
import { eventually, expectStatus, makeRoom, startTestHost } from './test-host.ts';

/** Whether the file's index holds these letters anywhere, searched for or not. */
function findInIndex(dataDir: string, letters: string): boolean {
  const file = new BetterSqlite3(join(dataDir, 'spaces.sqlite'), { readonly: true });
  const sql = 'select 1 from message_search_data where instr(block, cast(? as blob)) limit 1';
  const found = file.prepare(sql).get(letters);
  file.close();
  return found !== undefined;
}

it('C14 what was deleted or edited leaves no trace in the index, and what stays is found', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann);
  const post = async (content: string): Promise<string> =>
    expectStatus(await ann.post(`/api/rooms/${room.id}/messages`, { content }), 201).body.message.id;
  await post('remaining harbour');
  // Beginnings that no other word has: the index keeps only the rest of those that begin alike.
  const deleted = await post('jvanishing');
  const edited = await post('xregretted');
  expectStatus(await ann.delete(`/api/messages/${deleted}`), 200);
  expectStatus(await ann.patch(`/api/messages/${edited}`, { content: 'improved' }), 200);
  await host.stop();
  const listTraces = () => ['vanishing', 'regretted'].filter((letters) => findInIndex(host.dataDir, letters));
  expect(listTraces()).toEqual(['vanishing', 'regretted']);

  const next = await startTestHost({ dataDir: host.dataDir, cleanupEveryMs: 100 });
  await eventually(() => expect(listTraces()).toEqual([]));
  const reader = createRestClient(() => next.url, ann.token);
  const countHits = async (word: string) => (await reader.get(`/api/search?q=${word}`)).body.hits.length;
  expect(await countHits('harbour')).toBe(1);
  expect(await countHits('improved')).toBe(1);
  expect(await countHits('jvanishing')).toBe(0);
});
