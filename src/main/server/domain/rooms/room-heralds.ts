import type { SystemEvent } from '#shared/model/message.ts';
import type { MemberRepo } from '../../storage/member-repo.ts';
import type { DueRoom, RoomLifeRepo } from '../../storage/room-life-repo.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import type { LifeClock } from './life-clock.ts';

interface Options {
  life: RoomLifeRepo;
  members: MemberRepo;
  notifications: Pick<NotificationService, 'notify' | 'notifyAll'>;
  announce: (roomId: string, event: SystemEvent) => Promise<void>;
  publish: Publish;
  clock: Clock;
  lifeClock: LifeClock;
  dayLifeMs: number;
  warnBeforeMs: number;
  remindBeforeMs: number;
}

/** Tells people what will happen to their rooms before it does: R7 the warning, R15 the reminder. */
export interface RoomHeralds {
  warnOfEnds(): Promise<void>;
  remindOfStarts(): Promise<void>;
}

function tellTime(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes === 60) return 'in an hour';
  return minutes > 1 ? `in ${minutes} minutes` : 'soon';
}

const toIso = (time: number) => new Date(time).toISOString();

export function createRoomHeralds(options: Options): RoomHeralds {
  const { life, members, notifications, announce, publish, clock } = options;

  async function warn(room: DueRoom): Promise<void> {
    const endsAt = toIso(Math.max(room.lastActivity, room.startsAt ?? 0) + options.dayLifeMs);
    for (const { userId } of await members.list(room.id)) {
      publish({ name: 'room:ending', payload: { roomId: room.id, name: room.name, endsAt }, to: { userId } });
    }
    await notifications.notify(room.ownerId, {
      kind: 'ending',
      roomId: room.id,
      data: { roomName: room.name, endsAt },
    });
    await announce(room.id, {
      event: 'notice',
      detail: `This room will be deleted ${tellTime(options.warnBeforeMs)} unless somebody writes something.`,
    });
  }

  async function remind(room: DueRoom): Promise<void> {
    if (room.startsAt === null) return;
    const startsAt = toIso(room.startsAt);
    const userIds = (await members.list(room.id)).map(({ userId }) => userId);
    const payload = { roomId: room.id, name: room.name, startsAt };
    for (const userId of userIds) publish({ name: 'room:reminder', payload, to: { userId } });
    await notifications.notifyAll(userIds, {
      kind: 'reminder',
      roomId: room.id,
      data: { roomName: room.name, startsAt },
    });
  }

  return {
    async warnOfEnds() {
      const before = options.lifeClock.findEnd(options.dayLifeMs - options.warnBeforeMs);
      for (const room of await life.takeEnding(before)) await warn(room);
    },
    async remindOfStarts() {
      const now = clock.now();
      for (const room of await life.takeBeginning(now, now + options.remindBeforeMs)) await remind(room);
    },
  };
}
