/** What the administrator of the host changed, and the tokens that were ended. */
export const hostSettings = `
create table host_settings (
  name text primary key,
  value integer not null
) strict, without rowid;

-- A token is worth something only as long as it carries the number its user has now.
alter table users add column token_round integer not null default 0;
`;
