import * as z from 'zod/mini';
import { SIZES } from '../contract/limits.ts';
import { nameText } from './text.ts';

/** Why somebody was removed: one line, or nothing. */
export const ReasonSchema = nameText(0, SIZES.reason);

export const BanSchema = z.object({
  userId: z.string(),
  displayName: z.string(),
  reason: z.nullable(z.string()),
  bannedBy: z.string(),
  bannedByName: z.string(),
  createdAt: z.string(),
});
export type Ban = z.infer<typeof BanSchema>;

export const AuditActionSchema = z.enum([
  'kick',
  'ban',
  'unban',
  'mute',
  'unmute',
  'role',
  'owner',
  'code',
  'admit',
  'deny',
  'delete-message',
  'delete-room',
  'delete-user',
  'sign-out',
  'clean-up',
  'setting',
]);
export type AuditAction = z.infer<typeof AuditActionSchema>;

/** One line of the audit list. Names are those of that moment. */
export const AuditEntrySchema = z.object({
  id: z.number(),
  roomId: z.nullable(z.string()),
  roomName: z.nullable(z.string()),
  actorId: z.nullable(z.string()),
  actorName: z.string(),
  action: AuditActionSchema,
  targetId: z.nullable(z.string()),
  targetName: z.nullable(z.string()),
  detail: z.nullable(z.string()),
  createdAt: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntrySchema>;
