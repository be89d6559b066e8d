/** Programs in the same house: their 1:1 inboxes, the invitations to identities, and agents asked into rooms. */
export const programs = `
create table inbox_messages (
  mid text not null unique,
  space_id text not null references spaces (id) on delete cascade,
  from_id text not null,
  to_id text not null references users (id) on delete cascade,
  body text not null,
  content_type text not null,
  created_at integer not null,
  read_at integer,
  expires_at integer,
  archived_at integer
) strict;
create index inbox_by_owner on inbox_messages (to_id, mid);
create index inbox_expiring on inbox_messages (expires_at) where expires_at is not null;

-- The secret is encrypted by the inviter; the key never reaches the host.
create table identity_invites (
  id text primary key,
  space_id text not null references spaces (id) on delete cascade,
  identity_id text not null references users (id) on delete cascade,
  encrypted_secret text not null,
  display_name text,
  created_at integer not null,
  expires_at text,
  claimed_at integer
) strict, without rowid;
create index identity_invites_by_space on identity_invites (space_id, created_at);

-- An agent that a person asked into one room, and on what terms.
create table agents (
  user_id text primary key references users (id) on delete cascade,
  room_id text not null references rooms (id) on delete cascade,
  invited_by text not null,
  scope text not null check (scope in ('read', 'write')),
  created_at integer not null,
  expires_at integer
) strict, without rowid;
create index agents_by_room on agents (room_id);

create unique index users_by_secret on users (secret_hash) where secret_hash is not null;
`;
