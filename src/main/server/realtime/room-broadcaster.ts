import type { Audience } from '../domain/events.ts';
import {
  type Channel,
  createChannel,
  enter,
  exit,
  getOrCreate,
  type Outlet,
  selectEntries,
} from './broadcast-channel.ts';
import { encodeEvent, type Frame } from './frame-encoder.ts';
import type { FrameWriter } from './frame-writer.ts';
import { type SharedBatches, writeTick } from './write-tick.ts';

export interface RoomBroadcaster {
  add(connection: { userId: string; writer: FrameWriter }): Outlet;
  remove(outlet: Outlet): void;
  subscribe(outlet: Outlet, roomId: string): void;
  unsubscribe(outlet: Outlet, roomId: string): void;
  /** All connections of a person leave the room's audience; they still hear what was published before. */
  unsubscribePerson(userId: string, roomId: string): void;
  unsubscribeAll(roomId: string): void;
  listOutlets(userId: string): Outlet[];
  publish(event: { readonly name: string; readonly payload: unknown; readonly to: Audience }): void;
  /** Tells one connection, in order with the pushes around it. */
  reply(outlet: Outlet, frame: Frame): void;
  /** Writes at once what the end of the tick would have written. */
  flush(): void;
}

export interface RoomBroadcasterOptions {
  readonly onError: (error: unknown) => void;
  /** When a tick ends: after everything the current turn of the event loop brought. */
  readonly schedule?: (flush: () => void) => void;
}

/**
 * Collects what one turn of the event loop publishes and hands each connection a single write: socket writes,
 * not encoding or storage, are what a large room costs.
 */
export function createRoomBroadcaster({
  onError,
  schedule = setImmediate,
}: RoomBroadcasterOptions): RoomBroadcaster {
  const everyone = createChannel();
  const rooms = new Map<string, Channel>();
  const people = new Map<string, Channel>();
  let touchedChannels: Channel[] = [];
  let touchedOutlets: Outlet[] = [];
  let nextOrder = 0;
  let isScheduled = false;

  function scheduleFlush(): void {
    if (isScheduled) return;
    isScheduled = true;
    schedule(flush);
  }

  function touchOutlet(outlet: Outlet): void {
    if (outlet.isTouched) return;
    outlet.isTouched = true;
    touchedOutlets.push(outlet);
  }

  function findChannel(to: Audience): Channel | undefined {
    if ('roomId' in to) return rooms.get(to.roomId);
    return 'userId' in to ? people.get(to.userId) : everyone;
  }

  function flush(): void {
    isScheduled = false;
    const channels = touchedChannels;
    touchedChannels = [];
    for (const channel of channels) {
      for (const outlet of channel.outlets) {
        outlet.waiting.push(channel);
        touchOutlet(outlet);
      }
    }
    const outlets = touchedOutlets;
    touchedOutlets = [];
    const shared: SharedBatches = new Map();
    for (const outlet of outlets) {
      try {
        writeTick(outlet, shared);
      } catch (error) {
        // One broken connection must not keep the others from hearing.
        onError(error);
      }
    }
    for (const channel of channels) {
      channel.entries = [];
      channel.excepted = null;
      channel.newcomers = null;
    }
  }

  function unsubscribe(outlet: Outlet, roomId: string): void {
    const channel = rooms.get(roomId);
    if (!channel || !outlet.roomIds.delete(roomId)) return;
    // What was published before is still owed: a person thrown out hears that, and all that came before it.
    const owed = selectEntries(channel, outlet);
    if (owed.length > 0) {
      outlet.own.push(...owed);
      touchOutlet(outlet);
    }
    exit(rooms, roomId, outlet);
  }

  return {
    add({ userId, writer }) {
      const outlet: Outlet = { userId, writer, roomIds: new Set(), own: [], waiting: [], isTouched: false };
      enter(everyone, outlet, nextOrder);
      enter(getOrCreate(people, userId), outlet, nextOrder);
      return outlet;
    },
    remove(outlet) {
      everyone.outlets.delete(outlet);
      exit(people, outlet.userId, outlet);
      for (const roomId of outlet.roomIds) exit(rooms, roomId, outlet);
      outlet.roomIds.clear();
      outlet.own = [];
    },
    subscribe(outlet, roomId) {
      outlet.roomIds.add(roomId);
      enter(getOrCreate(rooms, roomId), outlet, nextOrder);
    },
    unsubscribe,
    unsubscribePerson(userId, roomId) {
      for (const outlet of [...(people.get(userId)?.outlets ?? [])]) unsubscribe(outlet, roomId);
    },
    unsubscribeAll(roomId) {
      for (const outlet of [...(rooms.get(roomId)?.outlets ?? [])]) unsubscribe(outlet, roomId);
    },
    listOutlets: (userId) => [...(people.get(userId)?.outlets ?? [])],
    publish({ name, payload, to }) {
      const channel = findChannel(to);
      if (!channel || channel.outlets.size === 0) return;
      const exceptUserId = 'roomId' in to ? to.exceptUserId : undefined;
      if (exceptUserId !== undefined) {
        channel.excepted ??= new Set();
        channel.excepted.add(exceptUserId);
      }
      if (channel.entries.length === 0) touchedChannels.push(channel);
      channel.entries.push({ order: nextOrder++, frame: encodeEvent(name, payload), exceptUserId });
      scheduleFlush();
    },
    reply(outlet, frame) {
      outlet.own.push({ order: nextOrder++, frame, exceptUserId: undefined });
      touchOutlet(outlet);
      scheduleFlush();
    },
    flush,
  };
}
