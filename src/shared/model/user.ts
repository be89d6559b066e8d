import * as z from 'zod/mini';
import { SIZES } from '../contract/limits.ts';
import { nameText } from './text.ts';

export const UserKindSchema = z.enum(['person', 'agent', 'companion']);
export type UserKind = z.infer<typeof UserKindSchema>;

export const UserStatusSchema = z.enum(['online', 'away', 'busy', 'offline']);
export type UserStatus = z.infer<typeof UserStatusSchema>;

export const DisplayNameSchema = nameText(1, SIZES.displayName);

export const UserSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  kind: UserKindSchema,
  status: UserStatusSchema,
  statusText: z.nullable(z.string()),
  /** When the status text goes by itself. */
  statusUntil: z.optional(z.nullable(z.string())),
  lastSeen: z.nullable(z.string()),
});
export type User = z.infer<typeof UserSchema>;
