/** Rooms with rules: bans, who waits at the door, invitations, notifications, the audit list, figures by the hour. */
export const rules = `
create table bans (
  room_id text not null references rooms (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  banned_by text not null,
  reason text,
  created_at integer not null,
  primary key (room_id, user_id)
) strict, without rowid;
create index bans_by_user on bans (user_id);

-- The devices the banned person had then: whoever comes from one of them is that person.
create table ban_devices (
  room_id text not null,
  device_hash text not null,
  user_id text not null,
  primary key (room_id, device_hash),
  foreign key (room_id, user_id) references bans (room_id, user_id) on delete cascade
) strict, without rowid;
create index ban_devices_by_ban on ban_devices (room_id, user_id);

-- Names are kept as they were: the list outlives rooms and people.
create table audit (
  key integer primary key,
  space_id text not null,
  room_id text,
  room_name text,
  actor_id text,
  actor_name text not null,
  action text not null,
  target_id text,
  target_name text,
  detail text,
  created_at integer not null
) strict;
create index audit_by_room on audit (room_id, key);
create index audit_by_time on audit (created_at);

create table waiting (
  key integer primary key,
  room_id text not null references rooms (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  kind text not null check (kind in ('knock', 'queue')),
  created_at integer not null,
  seen_at integer not null,
  unique (room_id, user_id)
) strict;
create index waiting_by_user on waiting (user_id);

create table room_invites (
  id text primary key,
  room_id text not null references rooms (id) on delete cascade,
  token_hash text not null unique,
  inviter_id text not null references users (id) on delete cascade,
  kind text not null check (kind in ('user', 'email', 'link')),
  user_id text references users (id) on delete cascade,
  email text,
  created_at integer not null,
  expires_at integer not null,
  used_at integer,
  used_by text,
  revoked_at integer
) strict, without rowid;
create index room_invites_by_room on room_invites (room_id, created_at);
create index room_invites_expiring on room_invites (expires_at);

create table notifications (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  room_id text references rooms (id) on delete cascade,
  kind text not null,
  data text not null,
  created_at integer not null,
  read_at integer
) strict, without rowid;
create index notifications_by_user on notifications (user_id, id);
create index notifications_unread on notifications (user_id) where read_at is null;
create index notifications_by_room on notifications (room_id);

-- Figures of a room by the hour (hours since 1970), added up from the messages after rooms.counted_seq.
create table room_hours (
  room_id text not null references rooms (id) on delete cascade,
  hour integer not null,
  messages integer not null default 0,
  people integer not null default 0,
  call_minutes integer not null default 0,
  primary key (room_id, hour)
) strict, without rowid;

alter table rooms add column counted_seq integer not null default 0;
-- What the warning before deletion and the reminder before the start were given for.
alter table rooms add column warned_for integer;
alter table rooms add column reminded_for integer;
create index rooms_by_start on rooms (starts_at) where starts_at is not null;
`;
