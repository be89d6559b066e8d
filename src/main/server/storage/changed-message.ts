import type { Message } from '#shared/model/message.ts';
import type { Reader } from './database.ts';
import { findKeyedRow } from './message-links.ts';
import { toMessage, withQuote } from './message-row.ts';

/** A message as it stands after a change, with the room's number of that change. */
export interface ChangedMessage {
  readonly message: Message;
  readonly rev: number;
}

export function readChanged(reader: Reader, messageId: string): ChangedMessage {
  const row = findKeyedRow(reader, messageId);
  if (!row) throw new Error('A message that was just changed is missing.');
  return { message: withQuote(reader, toMessage(row)), rev: row.rev };
}
