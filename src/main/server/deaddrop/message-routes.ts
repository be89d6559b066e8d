import type { Message } from '#shared/model/message.ts';
import type { ChatService } from '../domain/chat/chat-service.ts';
import type { MessageWaiters } from '../domain/chat/message-waiters.ts';
import type { ProgramRoomService } from '../domain/spaces/program-room-service.ts';
import type { Doors } from './doors.ts';
import { text, whole } from './fields.ts';
import { RawJson, type Route, route } from './route.ts';
import { viewMessage } from './views.ts';

interface Options {
  doors: Doors;
  rooms: ProgramRoomService;
  waiters: MessageWaiters;
  chat: Pick<ChatService, 'postMessage'>;
}

const ROOM = '/{ns}/rooms/{room_id}';

export function createMessageRoutes({ doors, rooms, waiters, chat }: Options): readonly Route[] {
  // Waiters of a room that ask for the same are handed one list, so its text is written once.
  const encoded = new WeakMap<readonly Message[], Buffer>();

  function encodePage(roomId: string, messages: readonly Message[]): RawJson {
    let bytes = messages.length > 0 ? encoded.get(messages) : undefined;
    if (!bytes) {
      bytes = Buffer.from(JSON.stringify({ messages: messages.map(viewMessage), room_id: roomId }));
      encoded.set(messages, bytes);
    }
    return new RawJson(bytes);
  }

  return [
    route({
      method: 'POST',
      path: `${ROOM}/messages`,
      body: { body: text(), content_type: text({ fallback: 'text/plain' }) },
      async handle({ params, body, credentials }) {
        const { actor, room } = await doors.requireMember(params.ns, params.room_id, credentials);
        const { message } = await chat.postMessage(actor, room.id, {
          messageType: 'user_text',
          content: body.body,
          contentType: body.content_type,
          metadata: {},
        });
        return viewMessage(message);
      },
    }),
    route({
      method: 'GET',
      path: `${ROOM}/messages`,
      query: {
        after: text({ fallback: '' }),
        limit: whole({ fallback: 100, min: 1, max: 1_000 }),
        wait: whole({ fallback: 0, min: 0, max: 60 }),
      },
      async handle({ params, query, credentials, signal, hold }) {
        const { actor, room } = await doors.requireMember(params.ns, params.room_id, credentials);
        const after = query.after === '' ? null : query.after;
        const { limit, wait } = query;
        const messages =
          wait === 0
            ? await rooms.readAfter(room.id, after, limit)
            : await hold(() =>
                waiters.wait({
                  roomId: room.id,
                  // The dialect answers also who was removed while waiting; in people's rooms the wait ends.
                  userId: room.policy === 'deaddrop' ? null : actor.userId,
                  after,
                  limit,
                  forMs: wait * 1_000,
                  signal,
                }),
              );
        return encodePage(room.id, messages);
      },
    }),
    route({
      method: 'POST',
      path: `${ROOM}/read`,
      body: { last_read_mid: text() },
      async handle({ params, body, credentials }) {
        const { actor, room } = await doors.requireMember(params.ns, params.room_id, credentials);
        await rooms.moveMark(actor, room.id, body.last_read_mid);
        return { ok: true, last_read_mid: body.last_read_mid };
      },
    }),
    route({
      method: 'GET',
      path: `${ROOM}/unread`,
      async handle({ params, credentials }) {
        const { actor, room } = await doors.requireMember(params.ns, params.room_id, credentials);
        return { unread_count: await rooms.countUnread(actor, room.id), room_id: room.id };
      },
    }),
  ];
}
