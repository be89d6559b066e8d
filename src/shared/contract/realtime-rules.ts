import * as z from 'zod/mini';
import { BanSchema, ReasonSchema } from '../model/moderation.ts';
import { RoleSchema } from '../model/role.ts';
import { ParticipantSchema } from '../model/room.ts';
import { RoomCodeSchema } from '../model/room-code.ts';
import { DisplayNameSchema } from '../model/user.ts';
import { WaitingSchema } from '../model/waiting.ts';
import { SIZES } from './limits.ts';
import { Id } from './route.ts';

const RoomRef = z.object({ roomId: z.optional(Id) });
const Nothing = z.object({});

/** What people may do to each other in a room, and who waits at its door. */
export const RULE_REQUESTS = {
  'room:kick': {
    input: z.extend(RoomRef, { userId: Id, reason: z.optional(ReasonSchema) }),
    output: Nothing,
    success: null,
  },
  'room:ban': {
    input: z.extend(RoomRef, { userId: Id, reason: z.optional(ReasonSchema) }),
    output: z.object({ ban: BanSchema }),
    success: null,
  },
  'room:unban': { input: z.extend(RoomRef, { userId: Id }), output: Nothing, success: null },
  'room:member-update': {
    input: z.extend(RoomRef, {
      userId: Id,
      role: z.optional(RoleSchema),
      muted: z.optional(z.boolean()),
    }),
    output: z.object({ participant: ParticipantSchema }),
    success: null,
  },
  /** Knocks at a locked room, or queues for a seat of a full one. */
  'room:wait': {
    input: z
      .object({
        roomId: z.optional(Id),
        roomCode: z.optional(RoomCodeSchema),
        displayName: z.optional(DisplayNameSchema),
        password: z.optional(z.string().check(z.maxLength(SIZES.password))),
      })
      .check(
        z.refine((input) => input.roomId !== undefined || input.roomCode !== undefined, {
          error: 'is needed, or roomCode',
          path: ['roomId'],
        }),
      ),
    output: z.object({ roomId: z.string(), waiting: WaitingSchema }),
    success: null,
  },
  'room:stop-waiting': { input: z.object({ roomId: Id }), output: Nothing, success: null },
  /** Lets one person in, or with `all` everybody as far as there are seats. */
  'room:admit': {
    input: z.extend(RoomRef, { userId: z.optional(Id), all: z.optional(z.boolean()) }),
    output: z.object({ admitted: z.array(z.string()), waiting: z.array(WaitingSchema) }),
    success: null,
  },
  'room:deny': {
    input: z.extend(RoomRef, { userId: Id, reason: z.optional(ReasonSchema) }),
    output: Nothing,
    success: null,
  },
} as const;
