import { TIMES } from '#shared/contract/limits.ts';
import type { SystemEvent } from '#shared/model/message.ts';
import type { ServerConfig } from './config.ts';
import type { HostSettingsService } from './domain/administration/host-settings.ts';
import type { Clock } from './domain/clock.ts';
import type { Publish } from './domain/events.ts';
import type { NotificationService } from './domain/notifications/notification-service.ts';
import { createLifeClock } from './domain/rooms/life-clock.ts';
import { createRoomHeralds } from './domain/rooms/room-heralds.ts';
import { createRoomLife, type RoomLifeService } from './domain/rooms/room-life.ts';
import { removeInPortions } from './domain/upkeep/in-portions.ts';
import type { Database } from './storage/database.ts';
import type { MemberRepo } from './storage/member-repo.ts';
import { createRoomLifeRepo } from './storage/room-life-repo.ts';
import type { RoomRepo } from './storage/room-repo.ts';

interface Options {
  database: Database;
  rooms: RoomRepo;
  members: MemberRepo;
  notifications: NotificationService;
  /** Records that are kept for a while: each removes up to so many from before a time, and says how many. */
  records: readonly ((before: number, most: number) => Promise<number>)[];
  collectFigures: () => Promise<void>;
  /** Work of others in the same rhythm. */
  chores: readonly (() => Promise<void>)[];
  announce: (roomId: string, event: SystemEvent) => Promise<void>;
  onRoomGone: (roomId: string) => void;
  publish: Publish;
  onError: (error: unknown) => void;
  config: ServerConfig;
  settings: HostSettingsService;
  clock: Clock;
}

/** What begins and ends by the clock: rooms, what is said before, and old records. */
export function createRoomEnds(options: Options): RoomLifeService {
  const { database, rooms, members, notifications, announce, publish, config, clock } = options;
  const lifeClock = createLifeClock(clock);
  const heralds = createRoomHeralds({
    life: createRoomLifeRepo({ database }),
    members,
    notifications,
    announce,
    publish,
    clock,
    lifeClock,
    dayLifeMs: config.dayLifeMs,
    warnBeforeMs: Math.min(TIMES.endWarning, config.dayLifeMs / 2),
    remindBeforeMs: TIMES.startReminder,
  });
  const findRecordsEnd = () => lifeClock.findEnd(TIMES.recordLife);
  return createRoomLife({
    rooms,
    clock,
    lifeClock,
    publish,
    onRoomGone: options.onRoomGone,
    chores: [
      heralds.warnOfEnds,
      heralds.remindOfStarts,
      options.collectFigures,
      ...options.records.map((remove) => () => removeInPortions((most) => remove(findRecordsEnd(), most))),
      ...options.chores,
    ],
    onError: options.onError,
    readEmptyLifeMs: () => options.settings.limits.emptyLifeMs,
    dayLifeMs: config.dayLifeMs,
    everyMs: config.cleanupEveryMs,
  });
}
