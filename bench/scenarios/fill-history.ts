import { openDatabase, type Writer } from '../../src/main/server/storage/database.ts';
import { createRisingIds } from '../../src/main/server/storage/rising-ids.ts';
import { indexNewMessage } from '../../src/main/server/storage/search-index.ts';

/** The same texts on every run. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

const LETTERS = 'etaoinshrdlucmfwypvbgkjqxz';
const HAN =
  '的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感';

export interface Vocabulary {
  /** Common words come first, as in a language. */
  readonly words: readonly string[];
  makeText(): string;
  makeHan(length: number): string;
}

export function createVocabulary(random: () => number): Vocabulary {
  const words = Array.from({ length: 40_000 }, () =>
    Array.from(
      { length: 2 + Math.floor(random() * 9) },
      () => LETTERS[Math.floor(random() * random() * LETTERS.length)],
    ).join(''),
  );
  const pick = () => words[Math.floor(random() ** 3 * words.length)] ?? '';
  const makeHan = (length: number) =>
    Array.from({ length }, () => HAN[Math.floor(random() ** 1.5 * HAN.length)]).join('');
  return {
    words,
    makeHan,
    makeText() {
      if (random() < 0.2) return makeHan(8 + Math.floor(random() * 30));
      const text = Array.from({ length: 8 + Math.floor(random() * 15) }, pick).join(' ');
      return random() < 0.05 ? `${text} https://example.org/${pick()}` : text;
    },
  };
}

const INSERT = `
  insert into messages (id, room_key, seq, user_key, type, content, content_type, counts, created_at)
  values (?, ?, ?, ?, 'user_text', ?, 'text/plain', 1, ?)`;

/** Writes messages into a host's file the way its log does, without the host: by turns into all rooms. */
export async function fillHistory(
  file: string,
  { messages, makeText }: { messages: number; makeText: () => string },
): Promise<void> {
  const database = openDatabase(file);
  const startedAt = Date.now() - messages * 1_000;
  let time = startedAt;
  const nextId = createRisingIds({ now: () => time, lastId: null });
  const { rooms, users } = await database.read((reader) => ({
    rooms: reader.prepare<{ key: number }>('select key from rooms order by key').all(),
    users: reader.prepare<{ key: number }>('select key from users order by key').all(),
  }));
  const seqs = new Map<number, number>();

  function append(writer: Writer, number: number): void {
    const roomKey = rooms[number % rooms.length]?.key ?? 0;
    const userKey = users[(number * 7) % users.length]?.key ?? 0;
    const seq = (seqs.get(roomKey) ?? 0) + 1;
    seqs.set(roomKey, seq);
    time += 1_000;
    const content = makeText();
    writer.prepare(INSERT).run(nextId(), roomKey, seq, userKey, content, time);
    indexNewMessage(writer, { roomKey, userKey, content, attachments: [] });
  }

  await database.write((writer) => {
    writer.prepare('delete from messages').run();
  });
  for (let done = 0; done < messages; done += 5_000) {
    await database.write((writer) => {
      for (let n = done; n < Math.min(done + 5_000, messages); n += 1) append(writer, n);
    });
  }
  await database.write((writer) => {
    for (const [roomKey, seq] of seqs) {
      writer.prepare('update rooms set last_seq = ? where key = ?').run(seq, roomKey);
    }
    // Everybody is some way behind, each room a little differently.
    writer
      .prepare(
        `update members set read_seq = max(0, (select last_seq from rooms where id = room_id) - abs(random() % 100))`,
      )
      .run();
  });
  database.close();
}
