import * as z from 'zod/mini';
import { MessageSchema } from './message.ts';

export const SearchHitSchema = z.object({
  message: MessageSchema,
  room: z.object({ id: z.string(), name: z.string() }),
  /** The part of the text with the first match, and where the matches are in it: [start, end). */
  snippet: z.object({ text: z.string(), ranges: z.array(z.tuple([z.number(), z.number()])) }),
});
export type SearchHit = z.infer<typeof SearchHitSchema>;

export const SearchPageSchema = z.object({
  hits: z.array(SearchHitSchema),
  /** Where to go on; null when there is nothing more. A page may be short and still have one. */
  nextCursor: z.nullable(z.string()),
});
export type SearchPage = z.infer<typeof SearchPageSchema>;
