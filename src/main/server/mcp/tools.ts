import * as z from 'zod/mini';
import { SIZES } from '#shared/contract/limits.ts';
import { parseInput } from '#shared/contract/parse-input.ts';
import type { Message } from '#shared/model/message.ts';
import { LARGEST_PAGE } from './agent-house.ts';
import { askAll, findHouse, waitForOthers } from './ask-houses.ts';
import type { Tool } from './tool.ts';

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

/** What an agent can do through MCP: few tools, each with one plain purpose. */
export const TOOLS: readonly Tool[] = [
  {
    name: 'list_rooms',
    title: 'List rooms',
    description: 'The rooms you are in, each with its host and the number of messages you have not read.',
    inputSchema: schema({}),
    annotations: { readOnlyHint: true },
    async call({ houses }) {
      const { answers, ...problems } = await askAll(houses, (house) => house.listRooms());
      const rooms = answers.flatMap(({ host, value }) =>
        value.map(({ id, name, unread }) => ({ room_id: id, name, host, unread })),
      );
      return { rooms, ...problems };
    },
  },
  {
    name: 'read_room',
    title: 'Read a room',
    description:
      'Messages of a room, the oldest of them first: the newest ones, or those after the mid you give. Marks them as read.',
    inputSchema: schema({ room_id: roomId, after, limit }, ['room_id']),
    annotations: { readOnlyHint: true },
    async call({ houses, input }) {
      const asked = parseInput(z.object({ room_id: RoomId, after: Mid, limit: Limit }), input);
      const house = await findHouse(houses, asked.room_id);
      const messages = await house.read(asked.room_id, { after: asked.after || null, limit: asked.limit });
      const last = messages.at(-1)?.id;
      if (last !== undefined) await house.markRead(asked.room_id, last);
      return { room_id: asked.room_id, host: house.hostName, messages: messages.map(viewMessage) };
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
    async call({ houses, input }) {
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
      const house = await findHouse(houses, asked.room_id);
      const { mid, createdAt } = await house.send(asked.room_id, {
        text: asked.text,
        contentType: asked.content_type,
        replyToId: asked.reply_to ?? null,
      });
      return { mid, created_at: createdAt, host: house.hostName };
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
    async call({ houses, input, signal }) {
      const Input = z.object({
        room_id: RoomId,
        after: Mid,
        timeout_seconds: z._default(z.number().check(z.gte(0), z.lte(LONGEST_WAIT_S)), DEFAULT_WAIT_S),
      });
      const asked = parseInput(Input, input);
      const house = await findHouse(houses, asked.room_id);
      const messages = await waitForOthers(house, {
        roomId: asked.room_id,
        from: asked.after || (await house.findLastMid(asked.room_id)),
        endsAt: Date.now() + asked.timeout_seconds * 1_000,
        signal,
      });
      return { room_id: asked.room_id, host: house.hostName, messages: messages.map(viewMessage) };
    },
  },
  {
    name: 'search',
    title: 'Search',
    description: 'Finds messages by their words, in all rooms you are in or in one of them.',
    inputSchema: schema({ query: { type: 'string' }, room_id: roomId, limit }, ['query']),
    annotations: { readOnlyHint: true },
    async call({ houses, input }) {
      const Input = z.object({
        query: z.string().check(z.minLength(1), z.maxLength(200)),
        room_id: z.optional(RoomId),
        limit: Limit,
      });
      const asked = parseInput(Input, input);
      const wish = { query: asked.query, roomId: asked.room_id, limit: asked.limit };
      const places = asked.room_id === undefined ? houses : [await findHouse(houses, asked.room_id)];
      const { answers, ...problems } = await askAll(places, (house) => house.search(wish));
      const hits = answers.flatMap(({ host, value }) => value.hits.map((hit) => ({ ...hit, host })));
      // Ids begin with their time: the newest first, whichever host it is from.
      hits.sort((one, other) => (one.message.id < other.message.id ? 1 : -1));
      return { hits: hits.slice(0, asked.limit), ...problems };
    },
  },
];
