import * as z from 'zod/mini';
import { SIZES } from '../contract/limits.ts';
import { nameText } from './text.ts';

export const PollSchema = z.object({
  question: z.string(),
  isMultiple: z.boolean(),
  closedAt: z.nullable(z.string()),
  options: z.array(
    z.object({ id: z.number(), text: z.string(), count: z.number(), userIds: z.array(z.string()) }),
  ),
});
export type Poll = z.infer<typeof PollSchema>;

export const PollDraftSchema = z.object({
  question: nameText(1, SIZES.pollQuestion),
  options: z.array(nameText(1, SIZES.pollOption)).check(
    z.minLength(2),
    z.maxLength(SIZES.pollOptions),
    z.refine((options) => new Set(options).size === options.length, { error: 'must differ' }),
  ),
  isMultiple: z._default(z.boolean(), false),
});
export type PollDraft = z.infer<typeof PollDraftSchema>;
