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
  onError: (error: unknown) => void;
  emptyLifeMs: number;
  dayLifeMs: number;
  everyMs: number;
}

/** Ends the rooms whose life is over, with everything in them. */
export function createRoomLife(options: Options): RoomLifeService {
  const { rooms, clock, publish } = options;
  let cancel: () => void = () => {};

  async function cleanUp(): Promise<number> {
    const now = clock.now();
    const gone = await rooms.deleteExpired({
      emptied: now - options.emptyLifeMs,
      idle: now - options.dayLifeMs,
    });
    for (const { roomId, memberIds } of gone) {
      publish({ name: 'room:deleted', payload: { roomId, reason: 'expired' }, to: { roomId } });
      // Nobody is in an expired room; its members hear of it wherever they are.
      for (const userId of memberIds) {
        publish({ name: 'room:deleted', payload: { roomId, reason: 'expired' }, to: { userId } });
      }
      options.onRoomGone(roomId);
    }
    return gone.length;
  }

  function schedule(): void {
    cancel = clock.after(options.everyMs, () => {
      cleanUp().catch(options.onError).finally(schedule);
    });
  }

  return {
    async start() {
      await rooms.markAllEmptied(clock.now());
      await cleanUp();
      schedule();
    },
    cleanUp,
    stop: () => cancel(),
  };
}
