import type { Database } from './database.ts';

/** A room that is told of once: that it ends, or that it begins. */
export interface DueRoom {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly lastActivity: number;
  readonly startsAt: number | null;
}

export interface RoomLifeRepo {
  /** Rooms of a day that nothing has happened in since `before`; each is given out once for the same quiet time. */
  takeEnding(before: number): Promise<DueRoom[]>;
  /** Rooms that begin after `now`, at the latest at `until`; each is given out once for the same start. */
  takeBeginning(now: number, until: number): Promise<DueRoom[]>;
}

interface DueRow {
  id: string;
  name: string | null;
  owner_id: string;
  last_activity: number;
  starts_at: number | null;
}

const RETURNING = 'returning id, name, owner_id, last_activity, starts_at';

const TAKE_ENDING = `
  update rooms set warned_for = max(last_activity, coalesce(starts_at, 0))
  where life = 'day' and last_activity < ?1 and coalesce(starts_at, 0) < ?1
    and warned_for is not max(last_activity, coalesce(starts_at, 0)) ${RETURNING}`;

const TAKE_BEGINNING = `
  update rooms set reminded_for = starts_at
  where starts_at > ?1 and starts_at <= ?2 and reminded_for is not starts_at ${RETURNING}`;

const toDue = (row: DueRow): DueRoom => ({
  id: row.id,
  name: row.name ?? '',
  ownerId: row.owner_id,
  lastActivity: row.last_activity,
  startsAt: row.starts_at,
});

export function createRoomLifeRepo({ database }: { database: Database }): RoomLifeRepo {
  return {
    takeEnding: (before) =>
      database.write((writer) => writer.prepare<DueRow>(TAKE_ENDING).all(before).map(toDue)),
    takeBeginning: (now, until) =>
      database.write((writer) => writer.prepare<DueRow>(TAKE_BEGINNING).all(now, until).map(toDue)),
  };
}
