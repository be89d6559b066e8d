import { type Channel, type Entry, hearsAll, type Outlet, selectEntries } from './broadcast-channel.ts';
import { type Frame, joinFrames } from './frame-encoder.ts';

interface Batch {
  readonly frames: Frame[];
  readonly joined: Buffer;
}

/** What connections that hear the same of a channel share. */
export type SharedBatches = Map<Channel, Batch>;

/** Hands one connection all of the tick in a single write. */
export function writeTick(outlet: Outlet, shared: SharedBatches): void {
  const { own, waiting } = outlet;
  outlet.own = [];
  outlet.waiting = [];
  outlet.isTouched = false;
  const [channel] = waiting;
  if (channel && own.length === 0 && waiting.length === 1 && hearsAll(channel, outlet)) {
    let batch = shared.get(channel);
    if (!batch) {
      batch = join(channel.entries);
      shared.set(channel, batch);
    }
    outlet.writer.write(batch.frames, batch.joined);
    return;
  }
  const entries = own.concat(...waiting.map((source) => selectEntries(source, outlet)));
  if (entries.length === 0) return;
  entries.sort((left, right) => left.order - right.order);
  const { frames, joined } = join(entries);
  outlet.writer.write(frames, joined);
}

function join(entries: readonly Entry[]): Batch {
  const frames = entries.map((entry) => entry.frame);
  return { frames, joined: joinFrames(frames) };
}
