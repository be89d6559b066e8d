import { HOST_SETTING_NAMES, type HostSettingName, toSettingUnit } from '#shared/model/host-settings.ts';
import type { AuditAction } from '#shared/model/moderation.ts';
import type { Role } from '#shared/model/role.ts';
import { administration } from './administration.ts';
import { plural } from './plural.ts';

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: 'the owner',
  admin: 'an admin',
  moderator: 'a moderator',
  member: 'a member',
};

type Tell = (actor: string, target: string, detail: string | null) => string;

const because = (detail: string | null) => (detail ? `: ${detail}` : '');

const isSetting = (name: string): name is HostSettingName => HOST_SETTING_NAMES.some((one) => one === name);

/** “roomsPerOwner: 5 → 7”, as the host notes it, in the words of its settings. */
function tellSetting(detail: string | null): string {
  const [, name = '', before, after] = /^(\w+): (\d+) → (\d+)$/.exec(detail ?? '') ?? [];
  if (!isSetting(name)) return `a setting of the host${because(detail)}`;
  const { label, unit } = administration.settings[name];
  const [from, to] = [toSettingUnit(name, Number(before)), toSettingUnit(name, Number(after))];
  return `“${label}” from ${from} to ${to} ${unit}`;
}

const AUDIT: Readonly<Record<AuditAction, Tell>> = {
  kick: (actor, target, detail) => `${actor} removed ${target}${because(detail)}`,
  ban: (actor, target, detail) => `${actor} banned ${target}${because(detail)}`,
  unban: (actor, target) => `${actor} lifted the ban of ${target}`,
  mute: (actor, target) => `${actor} muted ${target}`,
  unmute: (actor, target) => `${actor} let ${target} write again`,
  role: (actor, target, detail) =>
    `${actor} made ${target} ${ROLE_WORDS[detail as Role] ?? detail ?? 'something else'}`,
  owner: (actor, target) => `${actor} handed the room over to ${target}`,
  code: (actor) => `${actor} changed the code`,
  admit: (actor, target) => `${actor} let ${target} in`,
  deny: (actor, target, detail) => `${actor} sent ${target} away${because(detail)}`,
  'delete-message': (actor, target) => `${actor} deleted a message of ${target}`,
  'delete-room': (actor) => `${actor} deleted the room`,
  'delete-user': (actor, target) => `${actor} deleted ${target}`,
  'sign-out': (actor, target) => `${actor} signed ${target} out`,
  'clean-up': (actor) => `${actor} cleaned up`,
  setting: (actor, _target, detail) => `${actor} changed ${tellSetting(detail)}`,
};

const AGENTS_NEVER_WAIT = 'Agents may answer each other without end.';

function tellWhenAgentsWait(limit: number): string {
  const run = plural(limit, { one: 'one message', other: '# messages' });
  return `After ${run} of agents in a row, they wait until a person speaks.`;
}

export const moderation = {
  settings: 'Room settings…',
  settingsTitle: (name: string) => `Settings of “${name}”`,
  tabs: { general: 'General', access: 'Door and code', bans: 'Bans', audit: 'History' },
  tabsLabel: 'Parts of the settings',
  reset: 'Reset',
  discardTitle: 'Discard changes?',
  discardWhy: (name: string) => `What you changed in the settings of “${name}” has not been saved.`,
  discard: 'Discard changes',
  discardNot: 'Keep editing',
  agentLimit: {
    label: 'Agents among themselves',
    kinds: { host: 'As the host says', own: 'Own number', never: 'No limit' },
    hints: {
      host: (limit: number) => (limit === 0 ? AGENTS_NEVER_WAIT : tellWhenAgentsWait(limit)),
      own: tellWhenAgentsWait,
      never: (_limit: number) => AGENTS_NEVER_WAIT,
    },
    number: 'Messages in a row',
  },
  save: 'Save changes',
  saved: 'Saved. Everybody sees it.',
  limitHint: (taken: number) =>
    `${taken === 1 ? '1 seat is' : `${taken} seats are`} taken. Fewer throws nobody out.`,
  passwordKept: 'The room has a password.',
  passwordNone: 'The room has no password.',
  passwordNew: 'New password',
  passwordSet: 'Set a password',
  passwordChange: 'Change it',
  passwordRemove: 'Remove it',
  passwordRemoved: 'It is removed when you save.',
  passwordKeep: 'Keep it',
  lockLabel: 'Locked',
  lockHint: 'Nobody new comes in by the code. They can knock, and you decide.',
  codeLabel: 'Code',
  codeHint: 'When the code went too far, give the room a new one. Everybody inside stays.',
  codeChange: 'New code…',
  codeChangeTitle: (name: string) => `Give “${name}” a new code?`,
  codeChangeWhy: (code: string) =>
    `${code} and every link with it stop working at once. People inside stay; whoever else should come needs the new code.`,
  codeChangeConfirm: 'Change the code',
  codeChanged: (code: string) => `The new code is ${code}`,

  bansEmpty: 'Nobody is banned',
  bansEmptyWhy: 'To ban somebody, open the menu beside their name among the participants.',
  bannedBy: (name: string, when: string) => `Banned by ${name}, ${when}`,
  unban: 'Lift the ban',
  unbanPerson: (name: string) => `Lift the ban of ${name}`,
  unbanned: (name: string) => `${name} may come in again`,
  auditEmpty: 'Nothing happened yet',
  auditEmptyWhy: 'Who removed, banned, muted or promoted whom is written down here.',
  auditMore: 'Show older entries',
  audit: AUDIT,
  somebody: 'somebody',

  personMenu: (name: string) => `More for ${name}`,
  makeAdmin: 'Make admin',
  makeModerator: 'Make moderator',
  makeMember: 'Make member',
  handOver: 'Hand the room over…',
  mute: 'Mute in chat',
  unmute: 'Let write again',
  kick: 'Remove…',
  ban: 'Ban…',
  roleChanged: (name: string, role: Role) => `${name} is ${ROLE_WORDS[role]} now`,
  muted: (name: string) => `${name} can read, but not write`,
  unmuted: (name: string) => `${name} can write again`,

  kickTitle: (name: string, room: string) => `Remove ${name} from “${room}”?`,
  kickWhy: 'They lose their seat and are told why. With the code they can come back.',
  kickConfirm: (name: string) => `Remove ${name}`,
  kicked: (name: string) => `${name} was removed`,
  banTitle: (name: string, room: string) => `Ban ${name} from “${room}”?`,
  banWhy: (name: string) =>
    `${name} is removed and cannot come back from the device they use now, whatever they call themselves. Another device or browser is kept out by a new code, or by locking the room.`,
  banRenewCode: 'Give the room a new code too',
  banRenewCodeHint:
    'They know the present one. Everybody in the room stays; those you invite get the new one.',
  bannedWithCode: (name: string, code: string) => `${name} is banned. The new code is ${code}`,
  bannedSameCode: (name: string, why: string) => `${name} is banned, but the code stayed: ${why}`,
  banConfirm: (name: string) => `Ban ${name}`,
  banned: (name: string) => `${name} is banned`,
  reasonLabel: 'Reason',
  reasonHint: 'Everyone in the room reads it. You can leave it empty.',
  denialHint: 'They read it. You can leave it empty.',
  handOverTitle: (name: string, room: string) => `Make ${name} the owner of “${room}”?`,
  handOverWhy: 'You become an admin. Only the new owner can give the room back.',
  handOverConfirm: 'Hand over',
  handedOver: (name: string) => `${name} is the owner now`,

  removedTitle: (room: string) => `You were removed from “${room}”`,
  bannedTitle: (room: string) => `You were banned from “${room}”`,
  removedWhy: 'Somebody who looks after the room removed you. With the code you can come back.',
  bannedWhy: 'Somebody who looks after the room does not want you to come back.',
  reasonGiven: (reason: string) => `The reason given: “${reason}”`,
  understood: 'All right',
};
