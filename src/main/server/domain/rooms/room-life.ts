import type { RoomRepo } from '../../storage/room-repo.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import { startChores } from '../upkeep/chores.ts';
import { removeInPortions } from '../upkeep/in-portions.ts';
import type { LifeClock } from './life-clock.ts';
import { tellEnded } from './tell-ended.ts';

export interface RoomLifeService {
  start(): Promise<void>;
  /** Deletes what is due now; returns how many rooms went. */
  cleanUp(): Promise<number>;
  stop(): void;
}

interface Options {
  rooms: RoomRepo;
  clock: Clock;
  publish: Publish;
  onRoomGone: (roomId: string) => void;
  /** Further work of the same rhythm. */
  chores: readonly (() => Promise<void>)[];
  onError: (error: unknown) => void;
  lifeClock: LifeClock;
  readEmptyLifeMs: () => number;
  dayLifeMs: number;
  everyMs: number;
}

/** Ends the rooms whose life is over. */
export function createRoomLife(options: Options): RoomLifeService {
  const { rooms, clock, onError, everyMs } = options;
  let stopChores: () => void = () => {};

  async function cleanUp(): Promise<number> {
    const { findEnd } = options.lifeClock;
    const due = { emptied: findEnd(options.readEmptyLifeMs()), idle: findEnd(options.dayLifeMs) };
    let count = 0;
    await removeInPortions(async (most) => {
      const ended = await rooms.deleteExpired(due, most);
      for (const room of ended) tellEnded(options, room, 'expired');
      count += ended.length;
      return ended.length;
    });
    return count;
  }

  return {
    async start() {
      await rooms.markAllEmptied(clock.now());
      await cleanUp();
      stopChores = startChores({ chores: [cleanUp, ...options.chores], everyMs, clock, onError });
    },
    cleanUp,
    stop: () => stopChores(),
  };
}
