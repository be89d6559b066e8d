import { AppError } from '#shared/contract/errors.ts';
import type { UserKind } from '#shared/model/user.ts';

/** Keeps agents that answer each other from filling a room: after a while they wait for a person. */
export interface LoopGuard {
  /** Called inside the write, in the order of the messages. True for the last one before the wait; throws in it. */
  admit(roomId: string, kind: UserKind | null): boolean;
}

const MOST_ROOMS = 10_000;

/** A count for each room and not for each agent: a bot's own answers must not break its chain. */
export function createLoopGuard({ limit }: { limit: number }): LoopGuard {
  const streaks = new Map<string, number>();
  return {
    admit(roomId, kind) {
      if (kind !== 'agent') {
        streaks.delete(roomId);
        return false;
      }
      const streak = streaks.get(roomId) ?? 0;
      if (streak >= limit) {
        throw new AppError(
          'RATE_LIMITED',
          `Agents wait here until a person speaks: ${limit} messages in a row.`,
          {
            reason: 'waiting-for-person',
            limit,
          },
        );
      }
      streaks.set(roomId, streak + 1);
      const [oldest] = streaks.keys();
      if (streaks.size > MOST_ROOMS && oldest !== undefined) streaks.delete(oldest);
      return streak + 1 === limit;
    },
  };
}
