import type { RoomRepo } from '../../storage/room-repo.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';

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
  /** Further work of the same rhythm; one that fails does not keep the others from running. */
  chores: readonly (() => Promise<void>)[];
  onError: (error: unknown) => void;
  emptyLifeMs: number;
  dayLifeMs: number;
  everyMs: number;
}

/** Ends the rooms whose life is over, with everything in them, in one transaction. */
export function createRoomLife(options: Options): RoomLifeService {
  const { rooms, clock, publish, onError } = options;
  let cancel: () => void = () => {};
  let isStopped = false;

  async function cleanUp(): Promise<number> {
    const now = clock.now();
    const gone = await rooms.deleteExpired({
      emptied: now - options.emptyLifeMs,
      idle: now - options.dayLifeMs,
    });
    for (const { roomId, memberIds } of gone) {
      publish({ name: 'room:deleted', payload: { roomId, reason: 'expired' }, to: { roomId } });
      // Most members are not in the room: they hear of it wherever they are.
      for (const userId of memberIds) {
        publish({ name: 'room:deleted', payload: { roomId, reason: 'expired' }, to: { userId } });
      }
      options.onRoomGone(roomId);
    }
    return gone.length;
  }

  async function runAll(): Promise<void> {
    for (const chore of [cleanUp, ...options.chores]) await chore().catch(onError);
  }

  function schedule(): void {
    if (isStopped) return;
    cancel = clock.after(options.everyMs, () => {
      void runAll().finally(schedule);
    });
  }

  return {
    async start() {
      await rooms.markAllEmptied(clock.now());
      await cleanUp();
      schedule();
    },
    cleanUp,
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
