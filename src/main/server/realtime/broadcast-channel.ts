import type { Frame } from './frame-encoder.ts';
import type { FrameWriter } from './frame-writer.ts';

export interface Entry {
  /** Rises over all audiences, so that one connection hears everything in the order of publishing. */
  readonly order: number;
  readonly frame: Frame;
  readonly exceptUserId: string | undefined;
}

/** One audience: a room, a person, or everyone. */
export interface Channel {
  readonly outlets: Set<Outlet>;
  entries: Entry[];
  /** People some entry of this tick is not for. */
  excepted: Set<string> | null;
  /** Connections that came while entries were waiting, with the first order they are to hear. */
  newcomers: Map<Outlet, number> | null;
}

/** A connection as the broadcaster sees it. */
export interface Outlet {
  readonly userId: string;
  readonly writer: FrameWriter;
  readonly roomIds: Set<string>;
  /** Frames of this tick for this connection alone. */
  own: Entry[];
  waiting: Channel[];
  isTouched: boolean;
}

export function createChannel(): Channel {
  return { outlets: new Set(), entries: [], excepted: null, newcomers: null };
}

export function getOrCreate(channels: Map<string, Channel>, key: string): Channel {
  let channel = channels.get(key);
  if (!channel) {
    channel = createChannel();
    channels.set(key, channel);
  }
  return channel;
}

/** From this order on: what was published before a connection came is not for it. */
export function enter(channel: Channel, outlet: Outlet, fromOrder: number): void {
  if (channel.outlets.has(outlet)) return;
  channel.outlets.add(outlet);
  if (channel.entries.length === 0) return;
  channel.newcomers ??= new Map();
  channel.newcomers.set(outlet, fromOrder);
}

export function exit(channels: Map<string, Channel>, key: string, outlet: Outlet): void {
  const channel = channels.get(key);
  if (channel?.outlets.delete(outlet) && channel.outlets.size === 0) channels.delete(key);
}

export function selectEntries(channel: Channel, outlet: Outlet): Entry[] {
  const fromOrder = channel.newcomers?.get(outlet) ?? 0;
  return channel.entries.filter((entry) => entry.order >= fromOrder && entry.exceptUserId !== outlet.userId);
}

/** Nothing of this tick is kept from it. */
export function hearsAll(channel: Channel, outlet: Outlet): boolean {
  return !channel.excepted?.has(outlet.userId) && !channel.newcomers?.has(outlet);
}
