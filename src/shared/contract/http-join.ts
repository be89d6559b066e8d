import * as z from 'zod/mini';
import { type RouteContract, route } from './route.ts';

/** One exchange serves this many rooms; a host with more is asked page by page. */
export const SLOTS_PER_EXCHANGE_MAX = 16;
export const PAGES_MAX = 4;

/** Of the random names of exchanges and rooms in them, and of the proofs. */
export const IDENTIFIER_BYTES = 16;
export const NONCE_BYTES = 16;
export const PROOF_BYTES = 32;
const SHARE_BYTES = 32;

const Bytes = (size: number) =>
  z.string().check(
    z.regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((size * 4) / 3)}}$`), {
      error: `must be ${size} bytes in base64url`,
    }),
  );
const Share = Bytes(SHARE_BYTES);
const Identifier = Bytes(IDENTIFIER_BYTES);

/** Joiner to host: one share for whatever rooms there are. It says nothing about the code. */
export const StartJoinSchema = z.strictObject({
  version: z.literal(1),
  nonce: Bytes(NONCE_BYTES),
  share: Share,
  page: z.int().check(z.gte(0), z.lte(PAGES_MAX - 1)),
});

/** Host to joiner: one share for each room, under a name that is new in every exchange. */
export const StartedJoinSchema = z.object({
  exchangeId: Identifier,
  pages: z.int().check(z.gte(1), z.lte(PAGES_MAX)),
  slots: z.array(z.object({ slot: Identifier, share: Share })).check(z.maxLength(SLOTS_PER_EXCHANGE_MAX)),
});

/** Joiner to host: only one of the proofs can be right, and only with the right code. */
export const FinishJoinSchema = z.strictObject({
  exchangeId: Identifier,
  proofs: z
    .array(z.strictObject({ slot: Identifier, proof: Bytes(PROOF_BYTES) }))
    .check(z.maxLength(SLOTS_PER_EXCHANGE_MAX)),
});

/** Host to joiner: proof that it knows the code too, over the sealed welcome. */
export const FinishedJoinSchema = z.object({
  slot: Identifier,
  sealed: z.string().check(z.maxLength(16_384), z.regex(/^[A-Za-z0-9_-]+$/)),
  proof: Bytes(PROOF_BYTES),
});

/** The two messages of a join by code: CPace with the code as the password, bound to host id and certificate. */
export const JOIN_ROUTES = {
  startJoin: route({
    method: 'post',
    paths: ['/api/join/start'],
    access: 'open',
    summary: 'Begin a join by code: the joiner’s share for one answer for each room of the host.',
    body: StartJoinSchema,
    output: StartedJoinSchema,
  }),
  finishJoin: route({
    method: 'post',
    paths: ['/api/join/finish'],
    access: 'open',
    summary:
      'End it with a proof of the code; the sealed answer holds room and join ticket. 404 says only that there is no such code here.',
    body: FinishJoinSchema,
    output: FinishedJoinSchema,
  }),
} as const satisfies Record<string, RouteContract>;
