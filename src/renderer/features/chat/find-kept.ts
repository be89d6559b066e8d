import type { ChatRow } from './build-rows.ts';

/** Rows kept on each side of what is in view, and how many more there may be before they are dropped. */
const KEPT_ROWS = 400;
const SLACK_ROWS = 200;

export interface Kept {
  /** The first and the last message that stay; null keeps that end as it is. */
  readonly from: string | null;
  readonly to: string | null;
}

function firstMessageOf(row: ChatRow | undefined): string | null {
  if (row === undefined) return null;
  return row.kind === 'message' ? row.item.messageId : (row.messages[0]?.id ?? null);
}

/** What of a long stretch is worth keeping; null when nothing is far from the rows in view. */
export function findKept(rows: readonly ChatRow[], firstShown: number, lastShown: number): Kept | null {
  const isLongBefore = firstShown > KEPT_ROWS + SLACK_ROWS;
  const isLongAfter = rows.length - 1 - lastShown > KEPT_ROWS + SLACK_ROWS;
  const from = isLongBefore ? firstMessageOf(rows[firstShown - KEPT_ROWS]) : null;
  const to = isLongAfter ? (rows[lastShown + KEPT_ROWS]?.lastMessageId ?? null) : null;
  return from === null && to === null ? null : { from, to };
}
