import { isPassing, sleep, type Transport } from './transport.ts';
import type { AsMember, InRoom, RoomMessage } from './types.ts';

export interface ListenOptions extends InRoom {
  /** Starts behind this message; without it, with the whole history. */
  readonly afterMid?: string | undefined;
  /** Seconds of one wait; the listening goes on until it is broken off. */
  readonly timeout?: number | undefined;
}

export interface SubscribeOptions extends AsMember {
  /** `room:<id>` and `inbox:<own id>`, each with the last mid that was read there, or null. */
  readonly topics: Readonly<Record<string, string | null>>;
  /** Seconds, 60 at most. */
  readonly timeout?: number | undefined;
}

export interface Subscribed {
  /** The topics with something new, each with its newest mid. */
  readonly events: Readonly<Record<string, string>>;
  /** Nothing came in the time. */
  readonly timeout: boolean;
}

export interface ListenRoomsOptions extends AsMember {
  /** The rooms, each with the mid to begin behind; null: with the whole history. */
  readonly rooms: Readonly<Record<string, string | null>>;
  readonly timeout?: number | undefined;
}

/** Ways to hear of messages as they come. */
export interface Listening {
  /** Every message once, in order, for as long as somebody listens; a broken line is taken up again where it broke. */
  listenRoom(input: ListenOptions): AsyncGenerator<RoomMessage, void, undefined>;
  /** Several rooms and the inbox at once: waits until one of them has something new, and tells which. */
  subscribe(input: SubscribeOptions): Promise<Subscribed>;
  /** Like `listenRoom`, for several rooms over one line; each message says which room it is from. In order within a room. */
  listenRooms(input: ListenRoomsOptions): AsyncGenerator<RoomMessage, void, undefined>;
}

export const DEFAULT_WAIT_S = 30;
const LARGEST_PAGE = 1_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

interface Options {
  call: Transport['call'];
  getRoomMessages: (
    input: InRoom & { afterMid?: string | undefined; limit?: number; wait?: number },
  ) => Promise<RoomMessage[]>;
}

/** Asks again and again; what may be over in a moment is waited out. */
async function* repeat<T>(ask: () => Promise<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  let pause = FIRST_PAUSE_MS;
  for (;;) {
    let answer: T;
    try {
      answer = await ask();
      pause = FIRST_PAUSE_MS;
    } catch (error) {
      if (!isPassing(error)) throw error;
      // Not all at the same moment, when a host comes back to many listeners.
      await sleep(pause * (0.5 + Math.random()), signal);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      continue;
    }
    yield answer;
  }
}

export function createListening({ call, getRoomMessages }: Options): Listening {
  const subscribe: Listening['subscribe'] = ({ ns, secret, topics, timeout = DEFAULT_WAIT_S, signal }) =>
    call({
      method: 'POST',
      path: [ns, 'subscribe'],
      headers: { 'X-Inbox-Secret': secret },
      body: { topics, timeout },
      waitSeconds: timeout,
      signal,
    });

  async function* listenRoom(input: ListenOptions): AsyncGenerator<RoomMessage, void, undefined> {
    const { timeout: wait = DEFAULT_WAIT_S, signal } = input;
    let { afterMid } = input;
    const ask = () => getRoomMessages({ ...input, afterMid, wait, limit: LARGEST_PAGE });
    for await (const page of repeat(ask, signal)) {
      for (const message of page) {
        yield message;
        afterMid = message.mid;
      }
    }
  }

  async function* listenRooms(input: ListenRoomsOptions): AsyncGenerator<RoomMessage, void, undefined> {
    const { ns, secret, timeout, signal } = input;
    const places = new Map(Object.entries(input.rooms));
    const as = { ns, secret, signal };
    const ask = async () => {
      const topics = Object.fromEntries([...places].map(([roomId, mid]) => [`room:${roomId}`, mid]));
      const { events } = await subscribe({ ...as, topics, timeout });
      const pages = Object.keys(events).map((topic) => {
        const roomId = topic.slice('room:'.length);
        const afterMid = places.get(roomId) ?? undefined;
        return getRoomMessages({ ...as, roomId, afterMid, limit: LARGEST_PAGE });
      });
      return (await Promise.all(pages)).flat();
    };
    for await (const messages of repeat(ask, signal)) {
      for (const message of messages) {
        yield message;
        places.set(message.roomId, message.mid);
      }
    }
  }

  return { subscribe, listenRoom, listenRooms };
}
