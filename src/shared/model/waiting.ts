import * as z from 'zod/mini';

/** `knock`: at a locked room, until somebody admits; `queue`: for a seat of a full one, first come, first in. */
export const WaitingKindSchema = z.enum(['knock', 'queue']);
export type WaitingKind = z.infer<typeof WaitingKindSchema>;

/** Somebody at the door, as those see it who may let them in. */
export const WaitingSchema = z.object({
  userId: z.string(),
  displayName: z.string(),
  kind: WaitingKindSchema,
  /** From 1, among those who wait for the same. */
  position: z.number(),
  since: z.string(),
});
export type Waiting = z.infer<typeof WaitingSchema>;
