import * as z from 'zod/mini';
import { BanSchema } from './moderation.ts';
import { RoomLifeSchema, VisibilitySchema } from './room.ts';
import { UserKindSchema } from './user.ts';

/** A room as the host sees it: everything about it, nothing that was said in it. */
export const AdminRoomSchema = z.object({
  id: z.string(),
  roomCode: z.string(),
  name: z.string(),
  /** `direct`: a conversation of two, which has neither name nor owner. */
  kind: z.optional(z.enum(['room', 'direct'])),
  visibility: VisibilitySchema,
  life: RoomLifeSchema,
  ownerId: z.string(),
  ownerName: z.string(),
  memberCount: z.number(),
  participantCount: z.number(),
  messageCount: z.number(),
  createdAt: z.string(),
  lastActivity: z.string(),
});
export type AdminRoom = z.infer<typeof AdminRoomSchema>;

export const AdminUserSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  kind: UserKindSchema,
  isOnline: z.boolean(),
  /** Lines open now. */
  sessions: z.number(),
  roomCount: z.number(),
  ownedRooms: z.number(),
  createdAt: z.string(),
  lastSeen: z.nullable(z.string()),
});
export type AdminUser = z.infer<typeof AdminUserSchema>;

/** One open line: a window, a tab or a program. */
export const AdminSessionSchema = z.object({
  sessionId: z.string(),
  userId: z.string(),
  displayName: z.string(),
  roomIds: z.array(z.string()),
});
export type AdminSession = z.infer<typeof AdminSessionSchema>;

export const AdminBanSchema = z.extend(BanSchema, { roomId: z.string(), roomName: z.string() });
export type AdminBan = z.infer<typeof AdminBanSchema>;

export const HostOverviewSchema = z.object({
  hostId: z.string(),
  name: z.string(),
  version: z.string(),
  startedAt: z.string(),
  rooms: z.number(),
  users: z.number(),
  online: z.number(),
  sessions: z.number(),
  messages: z.number(),
  bans: z.number(),
  databaseBytes: z.number(),
  fileBytes: z.number(),
  limits: z.record(z.string(), z.number()),
});
