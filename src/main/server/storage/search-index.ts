import type { Attachment } from '#shared/model/file.ts';
import { authorToken, HAS_TOKENS, roomToken, tokenizeText } from '#shared/model/search-tokens.ts';
import type { Writer } from './database.ts';

export interface Indexed {
  readonly roomKey: number;
  readonly userKey: number | null;
  readonly content: string;
  readonly attachments: readonly Attachment[];
}

const LINK = /https?:\/\//i;

/** What a search looks through: the text, and the names of the files under it. */
export function searchableText(content: string, attachments: readonly Attachment[]): string {
  return attachments.length === 0 ? content : [content, ...attachments.map(({ name }) => name)].join('\n');
}

export function hasFact(
  what: keyof typeof HAS_TOKENS,
  content: string,
  attachments: readonly Attachment[],
): boolean {
  if (what === 'link') return LINK.test(content);
  return what === 'file' ? attachments.length > 0 : attachments.some(({ kind }) => kind === 'image');
}

function tokensOf({ roomKey, userKey, content, attachments }: Indexed): string {
  const tokens = tokenizeText(searchableText(content, attachments));
  tokens.push(roomToken(roomKey));
  if (userKey !== null) tokens.push(authorToken(userKey));
  for (const what of ['link', 'file', 'image'] as const) {
    if (hasFact(what, content, attachments)) tokens.push(HAS_TOKENS[what]);
  }
  return tokens.join(' ');
}

/** The message that was inserted last; the caller inserts nothing in between. */
export function indexNewMessage(writer: Writer, indexed: Indexed): void {
  writer
    .prepare('insert into message_search (rowid, tokens) values (last_insert_rowid(), ?)')
    .run(tokensOf(indexed));
}

export function removeFromIndex(writer: Writer, key: number): void {
  writer.prepare('delete from message_search where rowid = ?').run(key);
  writer.prepare('update search_forgetting set removals = removals + 1').run();
}

export function indexAgain(writer: Writer, key: number, indexed: Indexed): void {
  removeFromIndex(writer, key);
  writer.prepare('insert into message_search (rowid, tokens) values (?, ?)').run(key, tokensOf(indexed));
}
