import { isAbove, type Role } from './role.ts';

/** What can be done in a room. `target` actions are done to another member. */
export const ROOM_ACTIONS = [
  'view',
  'send',
  'invite',
  'add-member',
  'remove-member',
  'mute-member',
  'ban-member',
  'change-role',
  'delete-message',
  'admit',
  'release-agents',
  'change-settings',
  'change-state',
  'hand-over',
  'delete-room',
  'see-analytics',
] as const;
export type RoomAction = (typeof ROOM_ACTIONS)[number];

/** The rules of a room are data stored with it, so that a dialect brings a policy instead of branches. */
export interface RoomPolicy {
  readonly name: PolicyName;
  readonly allowed: Readonly<Record<Role, readonly RoomAction[]>>;
  /** Nobody acts on somebody of the same or a higher role. */
  readonly respectsRank: boolean;
  /** A membership given up is forgotten: coming back starts anew, without the old role and cursor. */
  readonly forgetsLeavers: boolean;
  /** Joins, leaves and renames are told in the conversation. */
  readonly announcesMembers: boolean;
  /** Everybody may send only so many messages at a time. */
  readonly limitsSenders: boolean;
  /** Agents that talk among themselves have to wait for a person after a while. */
  readonly guardsLoops: boolean;
  /** The room ends when the last seat is given up. */
  readonly endsWithLastMember: boolean;
  /** Its seats are given once: nobody joins, nobody gives a seat up, outsiders do not learn of it. */
  readonly isClosed: boolean;
}

export const POLICY_NAMES = ['people', 'direct', 'deaddrop', 'signalling'] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];

const MEMBER: readonly RoomAction[] = ['view', 'send', 'invite'];
const MODERATOR: readonly RoomAction[] = [
  ...MEMBER,
  'remove-member',
  'mute-member',
  'ban-member',
  'delete-message',
  'admit',
  'release-agents',
];
const ADMIN: readonly RoomAction[] = [...MODERATOR, 'change-settings', 'change-state', 'change-role'];
const OWNER: readonly RoomAction[] = [...ADMIN, 'hand-over', 'delete-room', 'see-analytics'];
const TALK: readonly RoomAction[] = ['view', 'send'];
const EQUAL: readonly RoomAction[] = [...MEMBER, 'add-member', 'remove-member'];

export const POLICIES: Readonly<Record<PolicyName, RoomPolicy>> = {
  people: {
    name: 'people',
    allowed: { owner: OWNER, admin: ADMIN, moderator: MODERATOR, member: MEMBER },
    respectsRank: true,
    forgetsLeavers: false,
    announcesMembers: true,
    limitsSenders: true,
    guardsLoops: true,
    endsWithLastMember: false,
    isClosed: false,
  },
  direct: {
    name: 'direct',
    allowed: { owner: TALK, admin: TALK, moderator: TALK, member: TALK },
    respectsRank: false,
    forgetsLeavers: false,
    announcesMembers: false,
    limitsSenders: true,
    guardsLoops: true,
    endsWithLastMember: false,
    isClosed: true,
  },
  deaddrop: {
    name: 'deaddrop',
    allowed: { owner: EQUAL, admin: EQUAL, moderator: EQUAL, member: EQUAL },
    respectsRank: false,
    forgetsLeavers: true,
    announcesMembers: false,
    limitsSenders: false,
    guardsLoops: false,
    endsWithLastMember: false,
    isClosed: false,
  },
  signalling: {
    name: 'signalling',
    allowed: { owner: OWNER, admin: ADMIN, moderator: MODERATOR, member: MEMBER },
    respectsRank: true,
    forgetsLeavers: true,
    announcesMembers: false,
    limitsSenders: true,
    guardsLoops: true,
    endsWithLastMember: true,
    isClosed: false,
  },
};

/** The one permission rule: every surface and every screen asks it. */
export function isAllowed(
  policy: RoomPolicy,
  role: Role | null,
  action: RoomAction,
  targetRole?: Role,
): boolean {
  if (role === null || !policy.allowed[role].includes(action)) return false;
  return targetRole === undefined || !policy.respectsRank || isAbove(role, targetRole);
}
