/** Whether the seat `m` is muted: an agent is silent with the person it belongs to, seated or gone. Null without a seat. */
export const IS_MUTED = `max(m.muted, coalesce((
    select p.muted from users self join members p on p.room_id = m.room_id and p.user_id = self.owner_user_id
    where self.id = m.user_id), 0))`;
