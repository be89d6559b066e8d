import type { Family, Line } from './line.ts';
import { encodeFrame } from './text-frame.ts';

interface Entry {
  readonly bytes: Buffer;
  readonly exceptUserId: string | undefined;
}

/** Those who hear a room in one family. */
interface Channel {
  readonly lines: Set<Line>;
  entries: Entry[];
}

export interface FanOut {
  add(line: Line, roomId: string, family: Family): void;
  remove(line: Line, roomId: string): void;
  listLines(roomId: string, family: Family): readonly Line[];
  hasAudience(roomId: string): boolean;
  /** `write` is called only when somebody hears the room in that family. */
  publish(roomId: string, family: Family, write: () => object, exceptUserId?: string): void;
  flush(): void;
}

/**
 * Encodes each push once for a room and hands every reader one write for all of a tick: with many readers
 * the writes are what costs.
 */
export function createFanOut({ onError }: { onError: (error: unknown) => void }): FanOut {
  const channels = new Map<string, Channel>();
  let touched: Channel[] = [];

  const keyOf = (roomId: string, family: Family) => `${family} ${roomId}`;

  function writeOut(channel: Channel): void {
    const { entries } = channel;
    if (entries.length === 0) return;
    channel.entries = [];
    const joined = joinBytes(entries);
    const excepted = new Set(entries.flatMap(({ exceptUserId }) => exceptUserId ?? []));
    for (const line of channel.lines) {
      try {
        const userId = line.actor?.userId ?? '';
        if (!excepted.has(userId)) line.write(joined);
        else {
          const own = entries.filter((entry) => entry.exceptUserId !== userId);
          if (own.length > 0) line.write(joinBytes(own));
        }
      } catch (error) {
        // One broken line must not keep the others from hearing.
        onError(error);
      }
    }
  }

  function flush(): void {
    const waiting = touched;
    touched = [];
    for (const channel of waiting) writeOut(channel);
  }

  function remove(line: Line, roomId: string): void {
    const family = line.rooms.get(roomId);
    if (family === undefined) return;
    line.rooms.delete(roomId);
    const channel = channels.get(keyOf(roomId, family));
    if (!channel) return;
    // Whoever leaves has heard everything up to that moment.
    writeOut(channel);
    channel.lines.delete(line);
    if (channel.lines.size === 0) channels.delete(keyOf(roomId, family));
  }

  return {
    add(line, roomId, family) {
      // A line hears a room in one family: in a second one nobody would take it out again.
      if (line.rooms.get(roomId) !== family) remove(line, roomId);
      const key = keyOf(roomId, family);
      const channel = channels.get(key) ?? { lines: new Set(), entries: [] };
      channels.set(key, channel);
      // What was said before is for those who were here before.
      writeOut(channel);
      channel.lines.add(line);
      line.rooms.set(roomId, family);
    },
    remove,
    listLines: (roomId, family) => [...(channels.get(keyOf(roomId, family))?.lines ?? [])],
    hasAudience: (roomId) => channels.has(keyOf(roomId, 'signalling')) || channels.has(keyOf(roomId, 'chat')),
    publish(roomId, family, write, exceptUserId) {
      const channel = channels.get(keyOf(roomId, family));
      if (!channel) return;
      if (channel.entries.length === 0) {
        if (touched.length === 0) setImmediate(flush);
        touched.push(channel);
      }
      channel.entries.push({ bytes: encodeFrame(write()), exceptUserId });
    },
    flush,
  };
}

function joinBytes(entries: readonly Entry[]): Buffer {
  const [first] = entries;
  return entries.length === 1 && first ? first.bytes : Buffer.concat(entries.map(({ bytes }) => bytes));
}
