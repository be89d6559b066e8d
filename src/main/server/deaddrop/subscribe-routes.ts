import type { Actor } from '../domain/actor.ts';
import type { InboxService } from '../domain/agents/inbox-service.ts';
import type { TopicKey, TopicWatch } from '../domain/chat/topic-watch.ts';
import type { ProgramRoomService } from '../domain/spaces/program-room-service.ts';
import type { Doors } from './doors.ts';
import { createEventStream, type EventStream } from './event-stream.ts';
import { choice, object, whole } from './fields.ts';
import { type Route, route } from './route.ts';
import { assertMayWatch, type Clocks, findNews, isNews, readTopics } from './topics.ts';

interface Options {
  doors: Doors;
  rooms: ProgramRoomService;
  inbox: InboxService;
  topics: TopicWatch;
}

interface Watching {
  readonly actor: Actor;
  readonly clocks: Clocks;
  readonly signal: AbortSignal;
}

const HEARTBEAT_MS = 15_000;

/** Several rooms and the inbox at once: what has news, told by topic. What was said is then read where it is. */
export function createSubscribeRoutes({ doors, rooms, inbox, topics }: Options): readonly Route[] {
  /** Resolves with the first news there are; with nothing when the time is over. */
  function poll({ actor, clocks, signal }: Watching, forMs: number): Promise<Map<TopicKey, string>> {
    return new Promise((resolve, reject) => {
      const news = new Map<TopicKey, string>();
      const timer = setTimeout(finish, forMs);
      function finish(): void {
        clearTimeout(timer);
        undo();
        signal.removeEventListener('abort', finish);
        resolve(news);
      }
      const undo = topics.watch(actor.userId, [...clocks.keys()], {
        onNews(topic, mid) {
          if (!clocks.has(topic) || !isNews(mid, clocks.get(topic))) return;
          // What was committed together is told together.
          if (news.size === 0) setImmediate(finish);
          news.set(topic, mid);
        },
        onGone(topic) {
          clocks.delete(topic);
          news.delete(topic);
        },
        onClose: finish,
      });
      signal.addEventListener('abort', finish, { once: true });
      // Looked for after the place is taken: what is committed in between is heard.
      findNews(clocks, { rooms, inbox }).then(
        (found) => {
          for (const [topic, mid] of found)
            if (clocks.has(topic) && isNews(mid, news.get(topic))) news.set(topic, mid);
          if (found.size > 0 || signal.aborted) finish();
        },
        (error: unknown) => {
          reject(error);
          finish();
        },
      );
    });
  }

  /** Tells each topic that has news, once for all that came since it was told last, until the program goes. */
  function stream(
    { actor, clocks, signal }: Watching,
    events: EventStream,
    isKnown: () => Promise<boolean>,
  ): Promise<void> {
    return new Promise((resolve) => {
      const told = new Map(clocks);
      const waiting = new Map<TopicKey, string>();
      function tellWaiting(): void {
        for (const [topic, mid] of waiting) {
          told.set(topic, mid);
          events.send('change', { topic, latest_mid: mid });
        }
        waiting.clear();
      }
      function hear(topic: TopicKey, mid: string): void {
        if (!told.has(topic) || !isNews(mid, waiting.get(topic) ?? told.get(topic))) return;
        if (waiting.size === 0) setImmediate(tellWaiting);
        waiting.set(topic, mid);
      }
      function finish(): void {
        clearInterval(heartbeat);
        undo();
        events.end();
        resolve();
      }
      const undo = topics.watch(actor.userId, [...clocks.keys()], {
        onNews: hear,
        onGone(topic) {
          waiting.delete(topic);
          told.delete(topic);
          events.send('gone', { topic });
          if (told.size === 0) finish();
        },
        onClose: finish,
      });
      // A program that does not read, or whose identity is gone, is let go.
      const heartbeat = setInterval(() => {
        isKnown().then((known) => {
          if (!known || !events.beat()) finish();
        }, finish);
      }, HEARTBEAT_MS);
      signal.addEventListener('abort', finish, { once: true });
      events.send('connected', {});
      findNews(clocks, { rooms, inbox }).then((found) => {
        for (const [topic, mid] of found) hear(topic, mid);
      }, finish);
      if (signal.aborted) finish();
    });
  }

  return [
    route({
      method: 'POST',
      path: '/{ns}/subscribe',
      body: {
        topics: object(),
        mode: choice(['poll', 'stream'], 'poll'),
        timeout: whole({ fallback: 30, min: 1, max: 60 }),
      },
      async handle({ params, body, credentials, signal, response, hold }) {
        const clocks = readTopics(body.topics);
        const actor = await doors.requireIdentity(params.ns, credentials);
        await assertMayWatch(clocks, { ns: params.ns, actor, credentials, doors });
        const watching = { actor, clocks, signal };
        if (body.mode === 'stream') {
          const isKnown = async () => (await doors.findIdentity(credentials)) !== null;
          return hold(() => stream(watching, createEventStream(response), isKnown));
        }
        const events = await hold(() => poll(watching, body.timeout * 1_000));
        return { events: Object.fromEntries(events), timeout: events.size === 0 };
      },
    }),
  ];
}
