import type { Message } from '#shared/model/message.ts';
import type { Importance } from './alert-rules.ts';

/** What is shown for one room: the latest message, and how many more came with it. */
export interface StagedAlert {
  readonly key: string;
  readonly latest: Message;
  readonly more: number;
  /** Shown without a sound: the room has made one a moment ago. */
  readonly isSilent: boolean;
}

export interface AlertStageOptions {
  now: () => number;
  /** Calls later and returns the undo. */
  delay: (callback: () => void, ms: number) => () => void;
  /** Read meanwhile, here or on another device. */
  isRead: (key: string, message: Message) => boolean;
  show: (alert: StagedAlert) => void;
  close: (key: string) => void;
}

export const STAGE_MS = 3_000;
const QUIET_MS = 2 * 60_000;

interface Room {
  waiting: Message[];
  /** Told of and not read yet. */
  told: Message[];
  lastSoundAt: number | null;
  isImportant: boolean;
  undo: (() => void) | null;
}

/** Holds messages back for a moment, drops those that were read, and tells the rest of a room as one. */
export function createAlertStage({ now, delay, isRead, show, close }: AlertStageOptions) {
  const rooms = new Map<string, Room>();

  function tell(key: string, room: Room): void {
    room.undo = null;
    const unread = room.waiting.filter((message) => !isRead(key, message));
    room.waiting = [];
    const latest = unread.at(-1);
    if (latest === undefined) return;
    room.told = [...room.told.filter((message) => !isRead(key, message)), ...unread];
    const isQuiet = room.lastSoundAt !== null && now() - room.lastSoundAt < QUIET_MS;
    const isSilent = isQuiet && !room.isImportant;
    if (!isSilent) room.lastSoundAt = now();
    room.isImportant = false;
    show({ key, latest, more: room.told.length - 1, isSilent });
  }

  return {
    add(key: string, message: Message, importance: Importance): void {
      const room = rooms.get(key) ?? {
        ...{ waiting: [], told: [], lastSoundAt: null, isImportant: false, undo: null },
      };
      rooms.set(key, room);
      room.waiting = [...room.waiting.filter(({ id }) => id !== message.id), message];
      if (importance === 'mention') room.isImportant = true;
      // The first message sets the time: somebody who writes on and on cannot put it off.
      room.undo ??= delay(() => tell(key, room), STAGE_MS);
    },

    /** Takes back what was shown of rooms that have been read since. */
    review(): void {
      for (const [key, room] of rooms) {
        if (room.told.length === 0 || room.told.some((message) => !isRead(key, message))) continue;
        room.told = [];
        close(key);
      }
    },

    stop(): void {
      for (const room of rooms.values()) room.undo?.();
      rooms.clear();
    },
  };
}
