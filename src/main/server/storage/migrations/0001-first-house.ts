/**
 * The first schema. Times are milliseconds since 1970. Messages name room and author by integer key:
 * they are by far the most rows, and each key stands in four indexes.
 */
export const firstHouse = `
create table host_facts (
  name text primary key,
  value text not null
) strict, without rowid;

create table spaces (
  id text primary key,
  kind text not null check (kind in ('people', 'program')),
  slug text unique,
  secret_hash text,
  metadata text not null default '{}',
  ttl_hours integer not null default 24,
  created_at integer not null,
  archived_at integer
) strict;

create table users (
  key integer primary key,
  id text not null unique,
  space_id text not null references spaces (id) on delete cascade,
  kind text not null check (kind in ('person', 'agent', 'companion')),
  display_name text not null,
  secret_hash text,
  owner_user_id text,
  metadata text not null default '{}',
  status text not null default 'online' check (status in ('online', 'away', 'busy', 'offline')),
  status_text text,
  status_until integer,
  last_seen integer,
  created_at integer not null,
  deleted_at integer
) strict;
create index users_by_space on users (space_id, created_at);

-- A device brings its user back. The id is a secret, so only its hash is kept.
create table devices (
  id_hash text primary key,
  user_id text not null references users (id) on delete cascade,
  created_at integer not null
) strict, without rowid;

create table rooms (
  key integer primary key,
  id text not null unique,
  space_id text not null references spaces (id) on delete cascade,
  code text unique,
  name text,
  description text not null default '',
  owner_id text not null,
  created_by text not null,
  policy text not null check (policy in ('people', 'direct', 'deaddrop', 'signalling')),
  visibility text not null check (visibility in ('public', 'private')),
  capacity integer not null,
  password_hash text,
  locked integer not null default 0,
  life text not null check (life in ('until-empty', 'day', 'kept')),
  mode text not null default 'playful',
  conversation_active integer not null default 0,
  last_seq integer not null default 0,
  last_rev integer not null default 0,
  created_at integer not null,
  updated_at integer not null,
  last_activity integer not null,
  emptied_at integer,
  starts_at integer
) strict;
create index rooms_by_owner on rooms (owner_id);
create index rooms_public on rooms (space_id, visibility, last_activity);
create index rooms_by_life on rooms (life, last_activity);

-- A seat. One that was given up keeps its row (left_at), so that coming back finds role and cursor.
create table members (
  room_id text not null references rooms (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  role text not null check (role in ('owner', 'admin', 'moderator', 'member')),
  muted integer not null default 0,
  read_seq integer not null default 0,
  read_mark text,
  joined_at integer not null,
  left_at integer,
  primary key (room_id, user_id)
) strict, without rowid;
create index members_by_user on members (user_id, room_id) where left_at is null;
create index members_of_room on members (room_id, joined_at) where left_at is null;

create table messages (
  key integer primary key,
  id text not null unique,
  room_key integer not null references rooms (key) on delete cascade,
  seq integer not null,
  user_key integer references users (key),
  type text not null check (type in ('user_text', 'user_voice', 'ai_response', 'system', 'file')),
  content text not null,
  content_type text not null,
  metadata text not null default '{}',
  reply_to_id text,
  thread_id text,
  client_id text,
  -- 1 when it can be unread: system lines and deleted messages never are.
  counts integer not null,
  created_at integer not null,
  edited_at integer,
  deleted_at integer,
  -- 0 until the message is changed, then the room's number of that change.
  rev integer not null default 0,
  unique (room_key, seq)
) strict;
-- Unread is the distance to the newest seq, less what these two find: no badge walks over what is unread.
create index messages_uncounted on messages (room_key, seq) where counts = 0;
create index messages_by_author on messages (room_key, user_key, seq) where counts = 1;
create unique index messages_by_client on messages (room_key, user_key, client_id) where client_id is not null;
create index messages_changed on messages (room_key, rev) where rev > 0;
`;
