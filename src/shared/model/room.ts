import * as z from 'zod/mini';
import { SIZES } from '../contract/limits.ts';
import { MessageSchema } from './message.ts';
import { RoleSchema } from './role.ts';
import { nameText } from './text.ts';
import { UserKindSchema, UserStatusSchema } from './user.ts';

export const VisibilitySchema = z.enum(['public', 'private']);
export type Visibility = z.infer<typeof VisibilitySchema>;

export const RoomLifeSchema = z.enum(['until-empty', 'day', 'kept']);
export type RoomLife = z.infer<typeof RoomLifeSchema>;

export const RoomStateNameSchema = z.enum(['EMPTY', 'ACTIVE', 'IN_CALL']);
export type RoomStateName = z.infer<typeof RoomStateNameSchema>;

/** What every room begins with. */
export const DEFAULT_MODE = 'playful';

export const CompanionModeSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(40));

export const RoomSchema = z.object({
  id: z.string(),
  roomCode: z.string(),
  name: z.string(),
  description: z.string(),
  hostUserId: z.string(),
  visibility: VisibilitySchema,
  maxParticipants: z.number(),
  /** Members who are online in the room right now. */
  participantCount: z.number(),
  /** Seats taken: what the people limit counts. */
  memberCount: z.number(),
  hasPassword: z.boolean(),
  locked: z.boolean(),
  life: RoomLifeSchema,
  state: RoomStateNameSchema,
  currentMode: z.string(),
  conversationActive: z.boolean(),
  isActive: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
  lastActivity: z.string(),
  /** Of a scheduled room. */
  startsAt: z.optional(z.nullable(z.string())),
  joinLink: z.string(),
  /** Messages of agents before they wait for a person: the room's choice, 0 for never, null for the host's. */
  agentLimit: z.optional(z.nullable(z.number())),
  hostAgentLimit: z.optional(z.number()),
  /** Agents may say nothing until a person speaks, or lets them go on. */
  agentsWait: z.optional(z.boolean()),
});
export type Room = z.infer<typeof RoomSchema>;

/** What a member is told of: all messages, mentions, or nothing. */
export const NotifyLevelSchema = z.enum(['all', 'mentions', 'none']);
export type NotifyLevel = z.infer<typeof NotifyLevelSchema>;

/** What a member chose for a room, for themselves alone. */
export const SeatSettingsSchema = z.object({
  notify: NotifyLevelSchema,
  /** Put away until something new comes. */
  isArchived: z.boolean(),
});
export type SeatSettings = z.infer<typeof SeatSettingsSchema>;

/** A room as one of its members sees it. */
export const MemberRoomSchema = z.extend(RoomSchema, {
  role: RoleSchema,
  unreadCount: z.number(),
  mentionCount: z.number(),
  lastMessage: z.nullable(MessageSchema),
  lastReadMessageId: z.nullable(z.string()),
  /** `direct`: a conversation of two; its name is the other's. */
  kind: z.optional(z.enum(['room', 'direct'])),
  notify: z.optional(NotifyLevelSchema),
  isArchived: z.optional(z.boolean()),
  /** The other person of a direct conversation. */
  peer: z.optional(z.object({ userId: z.string(), displayName: z.string() })),
  /** How long a read message of a direct conversation stays; null for ever. */
  readLifeSeconds: z.optional(z.nullable(z.number())),
});
export type MemberRoom = z.infer<typeof MemberRoomSchema>;

export const ParticipantSchema = z.object({
  userId: z.string(),
  displayName: z.string(),
  kind: UserKindSchema,
  /** Who asked an agent in. */
  ownerName: z.optional(z.string()),
  role: RoleSchema,
  isOnline: z.boolean(),
  status: UserStatusSchema,
  joinedAt: z.string(),
  lastSeen: z.nullable(z.string()),
  inCall: z.boolean(),
  muted: z.boolean(),
  statusText: z.optional(z.nullable(z.string())),
  /** When the status text goes by itself. */
  statusUntil: z.optional(z.nullable(z.string())),
});
export type Participant = z.infer<typeof ParticipantSchema>;

/** The part of a room that changes while people are in it. */
export const LiveStateSchema = z.object({
  currentMode: z.string(),
  conversationActive: z.boolean(),
  locked: z.boolean(),
  hostUserId: z.string(),
  agentsWait: z.optional(z.boolean()),
});
export type LiveState = z.infer<typeof LiveStateSchema>;

const RoomNameSchema = nameText(1, SIZES.roomName);
const DescriptionSchema = z.string().check(
  z.trim(),
  z.maxLength(SIZES.roomDescription * 2),
  z.refine((text) => [...text].length <= SIZES.roomDescription, {
    error: `must have at most ${SIZES.roomDescription} characters`,
  }),
);
const CapacitySchema = z.int().check(z.gte(0), z.lte(SIZES.absoluteCapacity));
const PasswordSchema = z.string().check(z.minLength(1), z.maxLength(SIZES.password));

const StartSchema = z.nullable(
  z.iso.datetime({ offset: true, error: 'must be a time as 2030-01-31T09:00:00Z' }),
);

export const CreateRoomSchema = z.object({
  name: RoomNameSchema,
  description: z._default(DescriptionSchema, ''),
  /** 0 means: up to the host's ceiling. */
  maxParticipants: z._default(CapacitySchema, SIZES.defaultCapacity),
  visibility: z._default(VisibilitySchema, 'private'),
  password: z.optional(z.nullable(PasswordSchema)),
  life: z._default(RoomLifeSchema, 'day'),
  startsAt: z.optional(StartSchema),
});
export type CreateRoom = z.infer<typeof CreateRoomSchema>;

export const RoomSettingsSchema = z.object({
  name: z.optional(RoomNameSchema),
  description: z.optional(DescriptionSchema),
  maxParticipants: z.optional(CapacitySchema),
  visibility: z.optional(VisibilitySchema),
  password: z.optional(z.nullable(PasswordSchema)),
  life: z.optional(RoomLifeSchema),
  startsAt: z.optional(StartSchema),
  agentLimit: z.optional(z.nullable(z.int().check(z.gte(0), z.lte(SIZES.agentLimitMost)))),
});
export type RoomSettings = z.infer<typeof RoomSettingsSchema>;

export const StateChangeSchema = z.object({
  currentMode: z.optional(CompanionModeSchema),
  conversationActive: z.optional(z.boolean()),
  locked: z.optional(z.boolean()),
});
export type StateChange = z.infer<typeof StateChangeSchema>;
