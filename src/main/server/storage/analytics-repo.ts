import type { Database } from './database.ts';

export interface HourFigures {
  /** Hours since 1970. */
  readonly hour: number;
  readonly messages: number;
  readonly people: number;
  readonly callMinutes: number;
}

export interface AnalyticsRepo {
  /** Adds up the messages that came since the last time, a part in each write; false when there is more. */
  countMore(roomId: string, most: number): Promise<boolean>;
  /** Rooms with messages that were not added up; all of them without a limit. */
  listUncounted(limit: number | null): Promise<string[]>;
  /** Notes how many are there now. */
  notePresence(
    hour: number,
    rooms: readonly { roomId: string; people: number; callMinutes: number }[],
  ): Promise<void>;
  /** By the hour, ascending; of all rooms when none is given. */
  listHours(roomId: string | null, fromHour: number): Promise<HourFigures[]>;
}

interface HourRow {
  hour: number;
  messages: number;
  people: number;
  call_minutes: number;
}

const ADD_UP = `
  insert into room_hours (room_id, hour, messages)
  select r.id, m.created_at / 3600000, count(*) from rooms r cross join messages m on m.room_key = r.key
  where r.id = ?1 and m.seq > r.counted_seq and m.seq <= r.counted_seq + ?2 and m.type <> 'system'
  group by 1, 2
  on conflict do update set messages = messages + excluded.messages`;

const NOTE = `
  insert into room_hours (room_id, hour, people, call_minutes) select id, ?2, ?3, ?4 from rooms where id = ?1
  on conflict do update set people = max(people, excluded.people), call_minutes = call_minutes + excluded.call_minutes`;

const OF_ROOM =
  'select hour, messages, people, call_minutes from room_hours where room_id = ?1 and hour >= ?2 order by hour';
const OF_ALL = `
  select hour, sum(messages) as messages, sum(people) as people, sum(call_minutes) as call_minutes
  from room_hours where hour >= ?1 group by hour order by hour`;

export function createAnalyticsRepo({ database }: { database: Database }): AnalyticsRepo {
  return {
    countMore: (roomId, most) =>
      database.write((writer) => {
        const room = writer
          .prepare<{ left: number }>('select last_seq - counted_seq as left from rooms where id = ?1')
          .get(roomId);
        if (!room || room.left === 0) return true;
        writer.prepare(ADD_UP).run(roomId, most);
        writer
          .prepare('update rooms set counted_seq = min(last_seq, counted_seq + ?2) where id = ?1')
          .run(roomId, most);
        return room.left <= most;
      }),
    listUncounted: (limit) =>
      database.read((reader) =>
        reader
          .prepare<{ id: string }>('select id from rooms where counted_seq < last_seq limit ?1')
          .all(limit ?? -1)
          .map((row) => row.id),
      ),
    notePresence: (hour, rooms) =>
      database.write((writer) => {
        const note = writer.prepare(NOTE);
        for (const { roomId, people, callMinutes } of rooms) note.run(roomId, hour, people, callMinutes);
      }),
    listHours: (roomId, fromHour) =>
      database.read((reader) => {
        const rows =
          roomId === null
            ? reader.prepare<HourRow>(OF_ALL).all(fromHour)
            : reader.prepare<HourRow>(OF_ROOM).all(roomId, fromHour);
        return rows.map(({ call_minutes: callMinutes, ...row }) => ({ ...row, callMinutes }));
      }),
  };
}
