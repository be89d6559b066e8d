import { z } from 'zod';

/** One exchange serves this many rooms; a host with more is asked page by page. */
export const maxSlotsPerExchange = 16;
export const maxPages = 4;

export const codeJoinPaths = { start: '/api/join/start', finish: '/api/join/finish' } as const;

const encodedBytes = (size: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((size * 4) / 3)}}$`));

export const nonceBytes = 16;
export const identifierBytes = 16;
export const proofBytes = 32;
const share = encodedBytes(32);
const identifier = encodedBytes(identifierBytes);

/** Joiner to host: one share for whatever rooms there are. It says nothing about the code. */
export const startRequestSchema = z.strictObject({
  version: z.literal(1),
  nonce: encodedBytes(nonceBytes),
  share,
  page: z
    .int()
    .min(0)
    .max(maxPages - 1),
});

/** Host to joiner: one share for each room, under a name that is new in every exchange. */
export const startAnswerSchema = z.object({
  exchangeId: identifier,
  pages: z.int().min(1).max(maxPages),
  slots: z.array(z.object({ slot: identifier, share })).max(maxSlotsPerExchange),
});

/** Joiner to host: only one of the proofs can be right, and only with the right code. */
export const finishRequestSchema = z.strictObject({
  exchangeId: identifier,
  proofs: z
    .array(z.strictObject({ slot: identifier, proof: encodedBytes(proofBytes) }))
    .max(maxSlotsPerExchange),
});

/** Host to joiner: proof that it knows the code too, over the sealed welcome. */
export const finishAnswerSchema = z.object({
  slot: identifier,
  sealed: z
    .string()
    .max(16_384)
    .regex(/^[A-Za-z0-9_-]+$/),
  proof: encodedBytes(proofBytes),
});

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

export type StartRequest = z.infer<typeof startRequestSchema>;
export type StartAnswer = z.infer<typeof startAnswerSchema>;
export type FinishRequest = z.infer<typeof finishRequestSchema>;
export type FinishAnswer = z.infer<typeof finishAnswerSchema>;
export type RoomCard = z.infer<typeof roomCardSchema>;
export type Welcome = z.infer<typeof welcomeSchema>;
export type Refusal = z.infer<typeof refusalSchema>;
export type JoinReply<Answer> = { ok: true; answer: Answer } | { ok: false; error: Refusal };
