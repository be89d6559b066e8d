import { expect, it } from 'vitest';
import type { SearchHit } from '#shared/model/search.ts';
import { createFakeClock } from './fake-clock.ts';
import { connect } from './socket-client.ts';
import { expectStatus, makeRoom, type Person, seat, startTestHost } from './test-host.ts';

const say = async (person: Person, room: { id: string }, content: string) =>
  expectStatus(await person.post(`/api/rooms/${room.id}/messages`, { content }), 201).body.message;

async function find(person: Person, q: string, more = ''): Promise<string[]> {
  const answer = await person.get(`/api/search?q=${encodeURIComponent(q)}${more}`);
  return expectStatus(answer, 200).body.hits.map((hit: SearchHit) => hit.message.content);
}

it('C14 finds words, beginnings, insides of long words, phrases and scripts without spaces', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann);
  const texts = [
    'The quick brown fox',
    'Der Raumserverneustart läuft',
    'TypeError: cannot read properties',
    '今天天气很好，我们去公园',
    '東京タワーへ行きました',
    '안녕하세요 세계',
    'Crème brûlée',
    'a <script>alert("x")</script> b',
  ] as const;
  for (const text of texts) await say(ann, room, text);
  expect(await find(ann, 'QUICK fox')).toEqual([texts[0]]);
  expect(await find(ann, 'brow')).toEqual([texts[0]]);
  expect(await find(ann, 'bro fox')).toEqual([]);
  expect(await find(ann, '"brown fox"')).toEqual([texts[0]]);
  expect(await find(ann, '"fox brown"')).toEqual([]);
  expect(await find(ann, 'server')).toEqual([texts[1]]);
  expect(await find(ann, 'lauft')).toEqual([texts[1]]);
  expect(await find(ann, 'error')).toEqual([texts[2]]);
  for (const part of ['天气', '公园', '天', '园', '今天天气很好', '我们去公园']) {
    expect(await find(ann, part)).toEqual([texts[3]]);
  }
  expect(await find(ann, '天园')).toEqual([]);
  expect(await find(ann, 'タワー')).toEqual([texts[4]]);
  expect(await find(ann, '세계')).toEqual([texts[5]]);
  expect(await find(ann, 'creme BRULEE')).toEqual([texts[6]]);
  expect(await find(ann, 'script')).toEqual([texts[7]]);
  expect(await find(ann, 'fox -quick')).toEqual([]);
  expect(await find(ann, 'a -fox -"läuft"')).toEqual([texts[7]]);
});

it('C14 takes the last word for the beginning of one, and marks it where words begin', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann, { name: 'Typing' });
  const [quick, back] = [
    await say(ann, room, 'The Quick fox'),
    await say(ann, room, 'Frank is back from Africa'),
  ];
  for (const typed of ['qu', 'qui', 'QUIC', 'the qu', 'from:me qu', '-frank qu']) {
    expect([typed, await find(ann, typed)]).toEqual([typed, [quick.content]]);
  }
  for (const typed of ['back fr', 'back fro', 'is back']) {
    expect([typed, await find(ann, typed)]).toEqual([typed, [back.content]]);
  }
  for (const typed of ['q', '"qui"', 'qui fox', 'qui from:me', '"quick f" fra', 'frica', 'ba -fra']) {
    expect([typed, await find(ann, typed)]).toEqual([typed, []]);
  }
  const line = await connect(host, ann);
  for (const { hits } of [
    await line.ask('search:messages', { q: 'back fr' }),
    (await ann.get('/api/search?q=back%20fr')).body,
  ]) {
    const { text, ranges } = hits[0].snippet;
    const marked = ranges.map(([start, end]: [number, number]) => text.slice(start, end));
    expect([text, marked, ranges[0]]).toEqual([back.content, ['Fr', 'back', 'fr'], [0, 2]]);
  }
});

it('C14 operators choose, and each can be turned round', async () => {
  const clock = createFakeClock(Date.UTC(2031, 4, 9, 12));
  const host = await startTestHost({}, { clock });
  const [ann, ben] = [await host.guest('Ann'), await host.guest('Ben Lee')];
  const tea = await makeRoom(ann, { name: 'Tea Time', life: 'kept' });
  const work = await makeRoom(ann, { name: 'Work', life: 'kept' });
  await seat(tea, ben);
  await seat(work, ben);
  await say(ann, tea, 'note one https://example.org/x');
  clock.advance(86_400_000);
  await say(ben, tea, 'note two');
  clock.advance(86_400_000);
  const last = await say(ann, work, 'note three');

  expect(await find(ann, 'note from:me')).toEqual(['note three', 'note one https://example.org/x']);
  expect(await find(ann, 'note from:"ben lee"')).toEqual(['note two']);
  expect(await find(ann, 'from:ben')).toEqual(['note two']);
  expect(await find(ann, 'note -from:ann')).toEqual(['note two']);
  expect(await find(ann, 'note in:work')).toEqual(['note three']);
  expect(await find(ann, 'note -in:"Tea Time"')).toEqual(['note three']);
  expect(await find(ann, 'has:link')).toEqual(['note one https://example.org/x']);
  expect(await find(ann, 'note -has:link')).toEqual(['note three', 'note two']);
  expect(await find(ann, 'note before:2031-05-10')).toEqual(['note one https://example.org/x']);
  expect(await find(ann, 'note after:2031-05-10')).toEqual(['note three']);
  expect(await find(ann, 'note on:yesterday')).toEqual(['note two']);
  expect(await find(ann, 'note -on:2031-05-10')).toEqual(['note three', 'note one https://example.org/x']);
  expect(await find(ann, 'note -before:2031-05-10')).toEqual(['note three', 'note two']);
  expect(await find(ann, 'note before:2031-05-10', '&timeZoneOffset=-840')).toEqual([]);
  expect(await find(ben, 'is:unread')).toEqual(['note three', 'note one https://example.org/x']);
  expectStatus(await ben.post(`/api/rooms/${work.id}/read`, { lastReadMessageId: last.id }), 200);
  expect(await find(ben, 'note is:unread')).toEqual(['note one https://example.org/x']);
  expect(await find(ben, 'note from:ann -is:unread')).toEqual(['note three']);
  expect(await find(ann, 'note', `&roomId=${work.id}`)).toEqual(['note three']);
});

it('C14 says in a sentence what is wrong with a search', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  await makeRoom(ann);
  const wrong = ['', '  ', 'has:video', 'before:soon', 'after:2031-02-30', 'is:read', 'from:', 'in:nowhere'];
  for (const q of [...wrong, 'from:nobody', 'x '.repeat(21), 'y'.repeat(301)]) {
    const answer = await ann.get(`/api/search?q=${encodeURIComponent(q)}`);
    expect([q, answer.errorCode, answer.body.error.details.path]).toEqual([q, 'VALIDATION_FAILED', 'q']);
  }
  for (const odd of ['"', '""', '-', '*', 'a AND', 'NEAR(', '(((', 'tokens:x', "'; drop", 'http://x']) {
    expect([200, 400]).toContain((await ann.get(`/api/search?q=${encodeURIComponent(odd)}`)).status);
  }
});

it('C14 sees own rooms only, and edits and deletes leave no trace', async () => {
  const host = await startTestHost();
  const [ann, ben] = [await host.guest('Ann'), await host.guest('Ben')];
  const [mine, shared] = [await makeRoom(ann), await makeRoom(ann, { name: 'Shared' })];
  await seat(shared, ben);
  await say(ann, mine, 'platypus private');
  const edited = await say(ann, shared, 'platypus shared');
  expect(await find(ben, 'platypus')).toEqual(['platypus shared']);
  expectStatus(await ann.put(`/api/messages/${edited.id}`, { content: 'wombat shared' }), 200);
  expect(await find(ben, 'platypus')).toEqual([]);
  expect(await find(ben, 'wombat')).toEqual(['wombat shared']);
  expectStatus(await ann.delete(`/api/messages/${edited.id}`), 200);
  expect(await find(ben, 'wombat')).toEqual([]);
  expect(await find(ben, 'from:ann')).toEqual([]);
  expectStatus(await ann.delete(`/api/rooms/${mine.id}`), 200);
  const after = await say(ann, shared, 'heron');
  expect(await find(ann, 'platypus')).toEqual([]);
  expect(await find(ann, 'heron')).toEqual([after.content]);
  expectStatus(await ben.post(`/api/rooms/${shared.id}/leave`), 200);
  expect(await find(ben, 'heron')).toEqual([]);
});

it('C14 pages by a cursor, marks matches, and answers sockets too', async () => {
  const host = await startTestHost();
  const ann = await host.guest('Ann');
  const room = await makeRoom(ann, { name: 'Pages' });
  for (let n = 0; n < 7; n += 1)
    await say(ann, room, `${'lorem '.repeat(40)}Straße ${n} ${'ipsum '.repeat(40)}`);
  const line = await connect(host, ann);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await line.ask('search:messages', { q: 'strasse OR', limit: 3 }).catch(() => null);
    expect(page?.hits).toEqual([]);
    const { hits, nextCursor } = await line.ask('search:messages', {
      q: 'straße',
      limit: 3,
      ...(cursor !== undefined && { cursor }),
    });
    for (const { snippet, room: where } of hits) {
      expect(where).toEqual({ id: room.id, name: 'Pages' });
      const [start, end] = snippet.ranges[0] ?? [0, 0];
      expect(snippet.text.slice(start, end)).toBe('Straße');
      expect(snippet.text.length).toBeLessThan(230);
    }
    seen.push(...hits.map(({ message }) => message.id));
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(7);
  expect(seen).toHaveLength(7);
});
