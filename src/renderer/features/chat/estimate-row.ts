import type { ChatRow } from './build-rows.ts';

const LINE = 20;
const CHARACTERS_PER_LINE = 64;

/** Near enough that the scroll bar is honest before a row was drawn and measured. */
export function estimateRow(row: ChatRow | undefined): number {
  if (row === undefined) return 40;
  const dividers = (row.day === null ? 0 : 36) + (row.isFirstUnread ? 36 : 0);
  if (row.kind !== 'message') return dividers + 32;
  let lines = 0;
  for (const line of row.item.content.split('\n', 24)) {
    lines += Math.max(1, Math.ceil(line.length / CHARACTERS_PER_LINE));
  }
  const { message, draft } = row.item;
  const quote = message?.quote || draft?.replyToId ? 48 : 0;
  const reactions = (message?.reactions.length ?? 0) > 0 ? 28 : 0;
  const thread = (message?.thread?.replyCount ?? 0) > 0 ? 32 : 0;
  const poll = message?.poll ? 60 + message.poll.options.length * 42 : 0;
  const images = message?.attachments.some(({ kind }) => kind === 'image') ? 200 : 0;
  const files = (message?.attachments.length ?? 0) * 60 + images;
  const extras = files + quote + reactions + thread + poll;
  const header = row.startsGroup ? 12 + (row.item.isOwn ? 0 : 18) : 2;
  return dividers + header + Math.min(lines, 32) * LINE + 16 + extras;
}
