import * as z from 'zod/mini';
import { EmojiSchema } from '../model/emoji.ts';
import { RoomCodeSchema } from '../model/room-code.ts';
import { nameText } from '../model/text.ts';
import { DisplayNameSchema } from '../model/user.ts';
import { SIZES } from './limits.ts';

/** A frame larger than this ends the connection with code 1009. */
export const MAX_FRAME_BYTES = 65_536;

const Id = z.string().check(z.minLength(1), z.maxLength(64));
const Token = z.optional(z.string().check(z.maxLength(4_096)));
const Password = z.optional(z.string().check(z.maxLength(SIZES.password)));
const Text = z.string().check(z.minLength(1), z.maxLength(SIZES.messageBytes));

const Signal = z.object({ roomId: z.optional(z.nullable(Id)), to: Id, payload: z.unknown(), token: Token });

/** Signalling family: names with dashes, details inside `payload`. */
const SIGNALLING = {
  'create-room': z.object({
    token: Token,
    payload: z.object({
      name: nameText(1, SIZES.roomName),
      /** 0: as many as the host allows. */
      maxParticipants: z._default(z.int().check(z.gte(0), z.lte(SIZES.absoluteCapacity)), 0),
      metadata: z.optional(
        z.object({
          description: z.optional(z.string().check(z.maxLength(SIZES.roomDescription))),
          private: z.optional(z.boolean()),
        }),
      ),
    }),
  }),
  'join-room': z.object({
    token: Token,
    payload: z.object({
      /** The room's id, or the code that people read aloud. */
      roomId: Id,
      password: Password,
      displayName: z.optional(DisplayNameSchema),
    }),
  }),
  'leave-room': z.object({ payload: z.object({ roomId: Id }) }),
  'list-rooms': z.object({ token: Token }),
  offer: Signal,
  answer: Signal,
  'ice-candidate': Signal,
  chat: z.object({ roomId: Id, payload: Text }),
} as const;

const ContentType = z.string().check(z.minLength(1), z.maxLength(SIZES.contentType));
const MessageRef = z.object({ room_id: Id, message_id: Id });

/** Chat family: names with underscores, details at the top. */
const CHAT = {
  join_room: z.object({
    room_id: Id,
    user_token: Token,
    password: Password,
    display_name: z.optional(DisplayNameSchema),
  }),
  leave_room: z.object({ room_id: Id }),
  send_message: z.object({
    room_id: Id,
    content: Text,
    content_type: z._default(ContentType, 'text/plain'),
    reply_to: z.optional(z.nullable(Id)),
    client_id: z.optional(z.string().check(z.minLength(1), z.maxLength(SIZES.clientId))),
  }),
  edit_message: z.extend(MessageRef, { content: Text, content_type: z.optional(ContentType) }),
  delete_message: MessageRef,
  /** Toggles, when `on` is not given. */
  react: z.extend(MessageRef, { emoji: EmojiSchema, on: z.optional(z.boolean()) }),
  typing_start: z.object({ room_id: Id }),
  typing_stop: z.object({ room_id: Id }),
} as const;

/** Everything a program may say over a raw WebSocket, by its `type`. */
export const FRAMES = { ...SIGNALLING, ...CHAT } as const;

export type FrameType = keyof typeof FRAMES;
export type FrameInput<T extends FrameType> = z.output<(typeof FRAMES)[T]>;

export function isFrameType(type: unknown): type is FrameType {
  return typeof type === 'string' && Object.hasOwn(FRAMES, type);
}

/** A place where an id is expected also takes a code, written in whatever way people write it. */
export function readCode(text: string): string | null {
  const parsed = RoomCodeSchema.safeParse(text);
  return parsed.success ? parsed.data : null;
}
