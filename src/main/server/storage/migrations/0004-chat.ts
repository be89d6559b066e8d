/** Conversations: edits, reactions and the like, mentions, saved messages, files, search, direct messages. */
export const chat = `
-- What hangs on a message as JSON: reactions, attachments, poll, thread, mentions, pin. Written with its row only.
alter table messages add column extras text not null default '{}';
alter table messages add column pinned_at integer;
-- When a message of a direct conversation goes: set by the other's reading.
alter table messages add column expires_at integer;
create index messages_in_thread on messages (thread_id, seq) where thread_id is not null;
create index messages_pinned on messages (room_key, pinned_at) where pinned_at is not null;
create index messages_expiring on messages (expires_at) where expires_at is not null;

-- What a message said before each edit.
create table message_edits (
  message_key integer not null references messages (key) on delete cascade,
  edited_at integer not null,
  content text not null,
  content_type text not null,
  primary key (message_key, edited_at)
) strict, without rowid;

create table mentions (
  user_key integer not null references users (key) on delete cascade,
  room_key integer not null references rooms (key) on delete cascade,
  seq integer not null,
  primary key (user_key, room_key, seq)
) strict, without rowid;
create index mentions_by_message on mentions (room_key, seq);

create table saved_messages (
  user_key integer not null references users (key) on delete cascade,
  message_key integer not null references messages (key) on delete cascade,
  saved_at integer not null,
  primary key (user_key, message_key)
) strict, without rowid;
create index saved_by_message on saved_messages (message_key);
create index saved_by_time on saved_messages (user_key, saved_at);

-- Contentless: the words of a message, its room and author as tokens of their own. Rows carry the message's key.
create virtual table message_search using fts5(
  tokens, content = '', contentless_delete = 1, detail = 'none', tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
);
-- A message goes with its room only; there is no trigger on the way in.
create trigger message_search_gone after delete on messages begin
  delete from message_search where rowid = old.key;
end;

create table files (
  key integer primary key,
  id text not null unique,
  room_key integer not null references rooms (key) on delete cascade,
  user_key integer not null references users (key),
  message_key integer references messages (key) on delete set null,
  name text not null,
  kind text not null check (kind in ('image', 'video', 'audio', 'file')),
  content_type text not null,
  declared_type text not null,
  size integer not null,
  -- What the sender says before, and what was counted after the last byte.
  expected_sha256 text,
  sha256 text,
  width integer,
  height integer,
  thumbnail_type text,
  created_at integer not null,
  touched_at integer not null
) strict;
create index files_of_room on files (room_key, key);
create index files_of_message on files (message_key) where message_key is not null;
create index files_loose on files (touched_at) where message_key is null;

-- Bytes whose row went, with a message or a whole room; they follow when this is in the file.
create table gone_files (
  id text primary key
) strict, without rowid;
create trigger files_gone after delete on files begin
  insert or ignore into gone_files (id) values (old.id);
end;

-- The furthest place ever read stays when a member marks something unread again.
alter table members add column seen_seq integer not null default 0;
alter table members add column notify text not null default 'all' check (notify in ('all', 'mentions', 'none'));
-- Put away until something newer than this comes.
alter table members add column archived_seq integer;

-- The two people of a direct conversation, so that it exists once; and how long a read message stays.
alter table rooms add column direct_pair text;
alter table rooms add column read_life_ms integer;
create unique index rooms_direct on rooms (direct_pair) where direct_pair is not null;
`;
