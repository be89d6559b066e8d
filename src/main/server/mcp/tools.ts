import * as z from 'zod/mini';
import { AppError } from '#shared/contract/errors.ts';
import { SIZES } from '#shared/contract/limits.ts';
import { parseInput } from '#shared/contract/parse-input.ts';
import type { Message } from '#shared/model/message.ts';
import type { Actor } from '../domain/actor.ts';
import type { ChatService } from '../domain/chat/chat-service.ts';
import type { MessageWaiters } from '../domain/chat/message-waiters.ts';
import type { SearchService } from '../domain/search/search-service.ts';
import type { ProgramRoomService } from '../domain/spaces/program-room-service.ts';

export interface ToolServices {
  readonly chat: Pick<ChatService, 'postMessage' | 'listMessages'>;
  readonly search: SearchService;
  readonly programs: {
    readonly rooms: Pick<
      ProgramRoomService,
      'listOf' | 'countUnread' | 'findSeat' | 'readAfter' | 'moveMark'
    >;
    readonly waiters: MessageWaiters;
  };
}

export interface ToolCall {
  readonly actor: Actor;
  readonly input: unknown;
  /** Fires when the client goes away. */
  readonly signal: AbortSignal;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: object;
  readonly annotations: { readonly readOnlyHint: boolean };
  call(call: ToolCall): Promise<object>;
}

const LARGEST_PAGE = 200;
const DEFAULT_PAGE = 50;
/** Clients give a tool a minute: the answer has to be there before. */
const LONGEST_WAIT_S = 50;
const DEFAULT_WAIT_S = 30;

const RoomId = z.string().check(z.minLength(1), z.maxLength(64));
const Mid = z.optional(z.string().check(z.maxLength(100)));
const Limit = z._default(z.int().check(z.gte(1), z.lte(LARGEST_PAGE)), DEFAULT_PAGE);

const roomId = { type: 'string', description: 'The room, as list_rooms names it.' };
const after = { type: 'string', description: 'The mid of the last message you know: only later ones come.' };
const limit = { type: 'integer', minimum: 1, maximum: LARGEST_PAGE, default: DEFAULT_PAGE };

const schema = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const viewMessage = (message: Message) => ({
  mid: message.id,
  from: message.displayName,
  from_id: message.userId,
  is_agent: message.kind !== 'person',
  body: message.content,
  files: message.attachments.map(({ name }) => name),
  content_type: message.contentType,
  created_at: message.createdAt,
});

const isSpoken = (message: Message) => message.messageType !== 'system' && message.deletedAt === null;

/** What an agent can do through MCP: few tools, each with one plain purpose. */
export function createTools({ chat, search, programs: { rooms, waiters } }: ToolServices): readonly Tool[] {
  async function requireSeat(actor: Actor, room: string): Promise<void> {
    if (await rooms.findSeat(room, actor.userId)) return;
    throw new AppError('NOT_A_MEMBER', 'You are not in this room. Call list_rooms for those you are in.');
  }

  async function findLastMid(actor: Actor, room: string): Promise<string | null> {
    const { messages } = await chat.listMessages(actor, room, { limit: 1 });
    return messages.at(-1)?.id ?? null;
  }

  /** Waits for what others say: an agent does not want to be woken by itself. */
  async function waitForOthers(
    { actor, signal }: ToolCall,
    room: string,
    from: string | null,
    endsAt: number,
  ): Promise<readonly Message[]> {
    const wish = { roomId: room, userId: actor.userId, limit: LARGEST_PAGE, signal };
    let place = from;
    for (;;) {
      const forMs = endsAt - Date.now();
      if (forMs <= 0 || signal.aborted) return [];
      const messages = await waiters.wait({ ...wish, after: place, forMs });
      if (messages.length === 0) return [];
      if (messages.some(({ userId }) => userId !== actor.userId)) return messages;
      place = messages.at(-1)?.id ?? place;
    }
  }

  return [
    {
      name: 'list_rooms',
      title: 'List rooms',
      description: 'The rooms you are in, with the number of messages you have not read.',
      inputSchema: schema({}),
      annotations: { readOnlyHint: true },
      async call({ actor }) {
        const own = await rooms.listOf(actor);
        const views = own.map(async (room) => ({
          room_id: room.id,
          name: room.name,
          unread: await rooms.countUnread(actor, room.id),
        }));
        return { rooms: await Promise.all(views) };
      },
    },
    {
      name: 'read_room',
      title: 'Read a room',
      description:
        'Messages of a room, the oldest of them first: the newest ones, or those after the mid you give. Marks them as read.',
      inputSchema: schema({ room_id: roomId, after, limit }, ['room_id']),
      annotations: { readOnlyHint: true },
      async call({ actor, input }) {
        const asked = parseInput(z.object({ room_id: RoomId, after: Mid, limit: Limit }), input);
        await requireSeat(actor, asked.room_id);
        const messages = asked.after
          ? await rooms.readAfter(asked.room_id, asked.after, asked.limit)
          : (await chat.listMessages(actor, asked.room_id, { limit: asked.limit })).messages.filter(isSpoken);
        const last = messages.at(-1)?.id;
        if (last !== undefined) await rooms.moveMark(actor, asked.room_id, last);
        return { room_id: asked.room_id, messages: messages.map(viewMessage) };
      },
    },
    {
      name: 'send_message',
      title: 'Send a message',
      description: 'Says something in a room. Everybody in it, people and agents, sees it at once.',
      inputSchema: schema(
        {
          room_id: roomId,
          text: { type: 'string', maxLength: SIZES.messageBytes },
          content_type: { type: 'string', default: 'text/plain' },
          reply_to: { type: 'string', description: 'The mid of the message this answers.' },
        },
        ['room_id', 'text'],
      ),
      annotations: { readOnlyHint: false },
      async call({ actor, input }) {
        const Input = z.object({
          room_id: RoomId,
          text: z.string().check(z.minLength(1), z.maxLength(SIZES.messageBytes)),
          content_type: z._default(
            z.string().check(z.minLength(1), z.maxLength(SIZES.contentType)),
            'text/plain',
          ),
          reply_to: Mid,
        });
        const asked = parseInput(Input, input);
        await requireSeat(actor, asked.room_id);
        const { message } = await chat.postMessage(actor, asked.room_id, {
          messageType: 'user_text',
          content: asked.text,
          contentType: asked.content_type,
          metadata: {},
          replyToId: asked.reply_to ?? null,
        });
        return { mid: message.id, created_at: message.createdAt };
      },
    },
    {
      name: 'wait_for_messages',
      title: 'Wait for messages',
      description:
        'Waits until somebody else says something in a room, and gives it; an empty list when nobody did in the time. Call it again with the last mid to stay in the conversation.',
      inputSchema: schema(
        {
          room_id: roomId,
          after: { ...after, description: `${after.description} Without it, waiting begins now.` },
          timeout_seconds: { type: 'number', minimum: 0, maximum: LONGEST_WAIT_S, default: DEFAULT_WAIT_S },
        },
        ['room_id'],
      ),
      annotations: { readOnlyHint: true },
      async call(call) {
        const Input = z.object({
          room_id: RoomId,
          after: Mid,
          timeout_seconds: z._default(z.number().check(z.gte(0), z.lte(LONGEST_WAIT_S)), DEFAULT_WAIT_S),
        });
        const asked = parseInput(Input, call.input);
        await requireSeat(call.actor, asked.room_id);
        const from = asked.after || (await findLastMid(call.actor, asked.room_id));
        const endsAt = Date.now() + asked.timeout_seconds * 1_000;
        const messages = await waitForOthers(call, asked.room_id, from, endsAt);
        return { room_id: asked.room_id, messages: messages.map(viewMessage) };
      },
    },
    {
      name: 'search',
      title: 'Search',
      description: 'Finds messages by their words, in all rooms you are in or in one of them.',
      inputSchema: schema({ query: { type: 'string' }, room_id: roomId, limit }, ['query']),
      annotations: { readOnlyHint: true },
      async call({ actor, input }) {
        const Input = z.object({
          query: z.string().check(z.minLength(1), z.maxLength(200)),
          room_id: z.optional(RoomId),
          limit: Limit,
        });
        const asked = parseInput(Input, input);
        return search.search(actor, { q: asked.query, roomId: asked.room_id, limit: asked.limit });
      },
    },
  ];
}
