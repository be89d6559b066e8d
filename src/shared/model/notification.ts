import * as z from 'zod/mini';

export const NotificationKindSchema = z.enum(['invitation', 'mention', 'ending', 'reminder']);
export type NotificationKind = z.infer<typeof NotificationKindSchema>;

/** Something for one person that waits until they look. What it says is data; the sentence belongs to the screen. */
export const NotificationSchema = z.object({
  id: z.string(),
  kind: NotificationKindSchema,
  roomId: z.nullable(z.string()),
  data: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
  readAt: z.nullable(z.string()),
});
export type Notification = z.infer<typeof NotificationSchema>;
