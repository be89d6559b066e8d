import * as z from 'zod/mini';
import { SIZES } from '../contract/limits.ts';

export const InviteKindSchema = z.enum(['user', 'email', 'link']);
export type InviteKind = z.infer<typeof InviteKindSchema>;

/** How long an invitation may be good: an hour, a day, a week. */
export const INVITE_HOURS = [1, 24, 168] as const;
export type InviteHours = (typeof INVITE_HOURS)[number];

export const InviteStatusSchema = z.enum(['open', 'used', 'expired', 'revoked']);
export type InviteStatus = z.infer<typeof InviteStatusSchema>;

/** An invitation to a room: good once, until it expires. Its token is shown when it is made and never again. */
export const InviteSchema = z.object({
  id: z.string(),
  roomId: z.string(),
  kind: InviteKindSchema,
  userId: z.nullable(z.string()),
  email: z.nullable(z.string()),
  inviterId: z.string(),
  inviterName: z.string(),
  status: InviteStatusSchema,
  createdAt: z.string(),
  expiresAt: z.string(),
  usedAt: z.nullable(z.string()),
  usedBy: z.nullable(z.string()),
});
export type Invite = z.infer<typeof InviteSchema>;

/** What an invitation says to whoever holds its link. */
export const InviteNoticeSchema = z.object({ roomName: z.string(), status: InviteStatusSchema });
export type InviteNotice = z.infer<typeof InviteNoticeSchema>;

/** A mail that nobody has sent yet: the person takes it into their own program. */
export const MailDraftSchema = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  mailto: z.string(),
  eml: z.string(),
  ics: z.string(),
});
export type MailDraft = z.infer<typeof MailDraftSchema>;

export const NewInviteSchema = z.extend(InviteSchema, {
  token: z.string(),
  /** For a browser. */
  link: z.string(),
  /** For the app. */
  appLink: z.string(),
  mail: z.nullable(MailDraftSchema),
});
export type NewInvite = z.infer<typeof NewInviteSchema>;

export const EmailSchema = z.email().check(z.maxLength(SIZES.email));
