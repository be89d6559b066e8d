import type { Actor } from '../domain/actor.ts';
import type { InboxService } from '../domain/agents/inbox-service.ts';
import type { TopicKey } from '../domain/chat/topic-watch.ts';
import type { ProgramRoomService } from '../domain/spaces/program-room-service.ts';
import { DeaddropError } from './deaddrop-error.ts';
import type { Doors } from './doors.ts';
import type { JsonObject } from './fields.ts';
import type { Credentials } from './route.ts';

/** How far a program has read, for each place it watches; null: not at all. */
export type Clocks = Map<TopicKey, string | null>;

const MOST_TOPICS = 200;

function isTopicKey(text: string): text is TopicKey {
  return /^(room|inbox):[^:]+$/.test(text);
}

export function readTopics(topics: JsonObject): Clocks {
  const clocks: Clocks = new Map();
  for (const [topic, after] of Object.entries(topics)) {
    if (!isTopicKey(topic)) throw new DeaddropError(400, `Invalid topic: ${topic}`);
    if (after !== null && typeof after !== 'string') {
      const issue = { type: 'string_type', msg: 'Input should be a valid string' };
      throw new DeaddropError(422, [{ ...issue, loc: ['body', 'topics', topic], input: after }]);
    }
    clocks.set(topic, after === '' ? null : after);
  }
  if (clocks.size === 0 || clocks.size > MOST_TOPICS) {
    throw new DeaddropError(400, `Give 1 to ${MOST_TOPICS} topics`);
  }
  return clocks;
}

const idOf = (topic: TopicKey) => topic.slice(topic.indexOf(':') + 1);

/** One's own inbox and rooms one is in; whoever asks for anything else is refused as a whole. */
export async function assertMayWatch(
  clocks: Clocks,
  { ns, actor, credentials, doors }: { ns: string; actor: Actor; credentials: Credentials; doors: Doors },
): Promise<void> {
  for (const topic of clocks.keys()) {
    if (topic.startsWith('room:')) await doors.requireMember(ns, idOf(topic), credentials);
    else if (idOf(topic) !== actor.userId) throw new DeaddropError(403, 'Secret does not match identity');
  }
}

/** What is there already and not read. */
export async function findNews(
  clocks: Clocks,
  {
    rooms,
    inbox,
  }: { rooms: Pick<ProgramRoomService, 'findLastMid'>; inbox: Pick<InboxService, 'findLastMid'> },
): Promise<Map<TopicKey, string>> {
  const news = new Map<TopicKey, string>();
  for (const [topic, after] of clocks) {
    const last = await (topic.startsWith('room:') ? rooms : inbox).findLastMid(idOf(topic));
    if (last !== null && isNews(last, after)) news.set(topic, last);
  }
  return news;
}

export const isNews = (mid: string, after: string | null | undefined) => after == null || mid > after;
