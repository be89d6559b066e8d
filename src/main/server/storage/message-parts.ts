import type { Attachment } from '#shared/model/file.ts';
import type { Message, Quote } from '#shared/model/message.ts';
import type { PolicyName } from '#shared/model/policy.ts';
import { attachToNewMessage, findLooseFiles } from './attach-files.ts';
import { type ChangedMessage, readChanged } from './changed-message.ts';
import type { Writer } from './database.ts';
import { addMentions, findNamed, type Mentionables, type Named, NOBODY } from './mention-rows.ts';
import { type Extras, NO_EXTRAS } from './message-extras.ts';
import type { NewMessage } from './message-insert.ts';
import { changeThread, extendThread, resolveLinks } from './message-links.ts';
import { readQuote } from './message-row.ts';
import { indexNewMessage } from './search-index.ts';

/** What a new message brings or hangs on, found before anything is written. */
export interface Parts {
  readonly threadId: string | null;
  readonly quote: Quote | undefined;
  readonly fileKeys: readonly number[];
  readonly named: Named;
  readonly extras: Extras;
  readonly isSearched: boolean;
}

/** Whom a text of the room may name; read only when it may name somebody. */
export interface Mentioning {
  readonly isOnline: (userId: string) => boolean;
  among(): Mentionables;
}

interface Place {
  readonly room_key: number;
  readonly user_key: number | null;
  readonly policy: PolicyName;
}

const NO_FILES: { keys: readonly number[]; attachments: readonly Attachment[] } = {
  keys: [],
  attachments: [],
};

function toExtras(named: Named, draft: NewMessage, attachments: readonly Attachment[]): Extras {
  if (!named.mentions && !draft.poll && attachments.length === 0) return NO_EXTRAS;
  return {
    ...(named.mentions && { mentions: named.mentions }),
    ...(draft.poll && { poll: draft.poll }),
    ...(attachments.length > 0 && { attachments }),
  };
}

/** Throws when the message hangs on something that is not there. */
export function findParts(writer: Writer, draft: NewMessage, place: Place, mentioning: Mentioning): Parts {
  const { threadId } = resolveLinks(writer, place.room_key, draft);
  // Programs' rooms and the host's own lines are neither searched nor do they name anybody.
  const isSearched = draft.type !== 'system' && place.policy !== 'deaddrop';
  const files = draft.fileIds?.length
    ? findLooseFiles(writer, draft.fileIds, place.room_key, place.user_key)
    : NO_FILES;
  const named =
    isSearched && draft.content.includes('@')
      ? findNamed(draft.content, mentioning.among(), draft.userId, mentioning.isOnline)
      : NOBODY;
  return {
    threadId,
    quote: draft.replyToId === null ? undefined : readQuote(writer, draft.replyToId, draft.roomId),
    fileKeys: files.keys,
    named,
    extras: toExtras(named, draft, files.attachments),
    isSearched,
  };
}

/**
 * What goes with a message that was just inserted: its key is still the last one. Answers the first message of
 * the thread it is a reply in.
 */
export function insertParts(
  writer: Writer,
  message: Message,
  place: Place,
  parts: Parts,
): ChangedMessage | undefined {
  const { room_key: roomKey, user_key: userKey } = place;
  attachToNewMessage(writer, parts.fileKeys);
  addMentions(writer, { roomKey, seq: message.seq }, parts.named.userKeys);
  if (parts.isSearched) {
    const { content, attachments } = message;
    indexNewMessage(writer, { roomKey, userKey, content, attachments });
  }
  const { threadId } = parts;
  if (threadId === null) return undefined;
  changeThread(writer, threadId, (thread) => extendThread(thread, message.userId, message.createdAt));
  return readChanged(writer, threadId);
}
