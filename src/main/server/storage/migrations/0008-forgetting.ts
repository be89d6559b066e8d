/** The words of what was deleted stay in the index until its parts are merged: how many wait for that is counted. */
export const forgetting = `
create table search_forgetting (
  removals integer not null
) strict;
insert into search_forgetting select exists (select 1 from messages);

drop trigger message_search_gone;
create trigger message_search_gone after delete on messages begin
  delete from message_search where rowid = old.key;
  update search_forgetting set removals = removals + 1;
end;
`;
