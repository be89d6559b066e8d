/** How long agents may talk among themselves: the room's own choice, null for the host's, and how far they are. */
export const agentTurns = `
alter table rooms add column agent_limit integer check (agent_limit >= 0);
alter table rooms add column agent_streak integer not null default 0;
`;
