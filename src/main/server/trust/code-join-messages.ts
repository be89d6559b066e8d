import { z } from 'zod';
import type {
  FinishedJoinSchema,
  FinishJoinSchema,
  StartedJoinSchema,
  StartJoinSchema,
} from '#shared/contract/http-join.ts';
import { JOIN_ROUTES } from '#shared/contract/http-join.ts';

export const codeJoinPaths = {
  start: JOIN_ROUTES.startJoin.paths[0],
  finish: JOIN_ROUTES.finishJoin.paths[0],
} as const;

/** What an honest person is shown under the boxes before entering. */
export const roomCardSchema = z.object({
  name: z.string().max(200),
  people: z.int().min(0),
  capacity: z.int().min(0),
  isLocked: z.boolean(),
  hasPassword: z.boolean(),
});

export const welcomeSchema = z.object({
  roomId: z.string().min(1).max(128),
  ticket: z.string().min(1).max(128),
  expiresInMs: z.number().min(0),
  room: roomCardSchema,
});

/** All that a failed join ever says, whatever the reason was. */
export const refusalSchema = z.object({
  code: z.enum(['ROOM_NOT_FOUND', 'RATE_LIMITED', 'BAD_REQUEST']),
  retryAfterMs: z.number().min(0).optional(),
});

export type StartRequest = z.infer<typeof StartJoinSchema>;
export type StartAnswer = z.infer<typeof StartedJoinSchema>;
export type FinishRequest = z.infer<typeof FinishJoinSchema>;
export type FinishAnswer = z.infer<typeof FinishedJoinSchema>;
export type RoomCard = z.infer<typeof roomCardSchema>;
export type Welcome = z.infer<typeof welcomeSchema>;
export type Refusal = z.infer<typeof refusalSchema>;
export type JoinReply<Answer> = { ok: true; answer: Answer } | { ok: false; error: Refusal };
