/** What is deleted goes at once for everybody, and from the file in pieces: until then it is marked as gone. */
export const gone = `
-- The id it had; the row itself has one that nobody knows.
alter table rooms add column gone_id text;
create index rooms_gone on rooms (key) where gone_id is not null;
alter table spaces add column gone integer not null default 0;

-- Programs that were removed and whose inbox is not empty yet.
create table gone_inboxes (
  user_id text primary key
) strict, without rowid;

-- The index merges what was deleted with what comes later. By itself it would do it at once, half a second long.
insert into message_search (message_search, rank) values ('deletemerge', 0);

-- A room can have very many of these: they do not go in the write that ends it, so they cannot name its row.
create table new_notifications (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  room_id text,
  kind text not null,
  data text not null,
  created_at integer not null,
  read_at integer
) strict, without rowid;
insert into new_notifications select id, user_id, room_id, kind, data, created_at, read_at from notifications;
drop table notifications;
alter table new_notifications rename to notifications;
create index notifications_by_user on notifications (user_id, id);
create index notifications_unread on notifications (user_id) where read_at is null;
create index notifications_by_room on notifications (room_id);
create index notifications_by_time on notifications (created_at);
`;
