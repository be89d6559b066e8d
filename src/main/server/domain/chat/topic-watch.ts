import type { DomainEvent } from '../events.ts';

/** `room:<id>` or `inbox:<identity>`: a place where messages come, whatever kind it is. */
export type TopicKey = `room:${string}` | `inbox:${string}`;

export interface TopicListener {
  /** Something newer than before, by the id of its newest message. */
  onNews(topic: TopicKey, mid: string): void;
  /** The seat was lost, or the room is gone: nothing more will come from there. */
  onGone(topic: TopicKey): void;
  onClose(): void;
}

/** Tells who watches several places at once; it costs an entry in a map each, and no look into the database. */
export interface TopicWatch {
  /** Returns the undo. */
  watch(userId: string, topics: readonly TopicKey[], listener: TopicListener): () => void;
  tellNews(topic: TopicKey, mid: string): void;
  handleEvent(event: DomainEvent): void;
  countWatched(): number;
  close(): void;
}

interface Watcher {
  readonly userId: string;
  readonly listener: TopicListener;
}

export function createTopicWatch(): TopicWatch {
  const watched = new Map<TopicKey, Set<Watcher>>();
  const list = (topic: TopicKey) => [...(watched.get(topic) ?? [])];

  function tellNews(topic: TopicKey, mid: string): void {
    for (const { listener } of list(topic)) listener.onNews(topic, mid);
  }

  return {
    watch(userId, topics, listener) {
      const watcher = { userId, listener };
      for (const topic of topics) watched.set(topic, (watched.get(topic) ?? new Set()).add(watcher));
      return () => {
        for (const topic of topics) {
          const others = watched.get(topic);
          if (others?.delete(watcher) && others.size === 0) watched.delete(topic);
        }
      };
    },
    tellNews,
    handleEvent(event) {
      if (event.name === 'room:message-received') {
        const { message } = event.payload;
        if (message.messageType !== 'system') tellNews(`room:${message.roomId}`, message.id);
      } else if (event.name === 'room:deleted') {
        const topic = `room:${event.payload.roomId}` as const;
        for (const { listener } of list(topic)) listener.onGone(topic);
      } else if (event.name === 'room:participant-left' && event.payload.reason !== 'offline') {
        const topic = `room:${event.payload.roomId}` as const;
        for (const { userId, listener } of list(topic)) {
          if (userId === event.payload.userId) listener.onGone(topic);
        }
      }
    },
    countWatched: () => watched.size,
    close() {
      const listeners = new Set([...watched.values()].flatMap((all) => [...all].map((one) => one.listener)));
      for (const listener of listeners) listener.onClose();
    },
  };
}
