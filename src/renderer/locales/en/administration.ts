import { plural } from './plural.ts';

export const administration = {
  title: 'Administration of this host',
  open: 'Administer this host…',
  openHint: 'Rooms, people, bans, storage and limits of everything on this computer.',
  tabsLabel: 'Parts of the administration',
  tabs: {
    overview: 'Overview',
    rooms: 'Rooms',
    users: 'People',
    sessions: 'Lines',
    bans: 'Bans',
    audit: 'History',
  },
  tokenTitle: 'Whoever runs this host may go on',
  tokenWhy: 'It was started with an admin token. It is kept here until this page is closed.',
  tokenLabel: 'Admin token',
  tokenEnter: 'Go on',
  tokenWrong: 'That is not the admin token of this host.',

  rooms: 'Rooms',
  users: 'People',
  online: 'Online',
  sessions: 'Open lines',
  messages: 'Messages',
  bans: 'Bans',
  storage: 'Storage',
  startedAt: (when: string) => `Running since ${when}`,
  version: (version: string) => `Version ${version}`,
  limits: 'Limits',
  limitsHint: 'Set when the host is started; see the documentation.',
  figures: 'Figures…',
  cleanUp: 'Clean up now',
  cleanUpHint:
    'Deletes the rooms whose life is over, with everything in them. It happens every hour by itself.',
  cleaned: (count: number) =>
    count === 0
      ? 'Nothing had to be cleaned up'
      : plural(count, { one: '# room was deleted', other: '# rooms were deleted' }),

  search: 'Search',
  none: 'Nothing matches.',
  roomLine: (owner: string, members: number, messages: number) =>
    `${owner} · ${plural(members, { one: '# member', other: '# members' })} · ${plural(messages, { one: '# message', other: '# messages' })}`,
  lastActivity: (when: string) => `Last active ${when}`,
  deleteRoom: 'Delete…',
  deleteRoomNamed: (name: string) => `Delete the room ${name}`,
  deleteRoomTitle: (name: string) => `Delete “${name}”?`,
  deleteRoomWhy: 'Everyone in it is sent to the lobby, and all its messages are gone for good.',
  deleteRoomConfirm: 'Delete room',
  roomDeleted: (name: string) => `“${name}” was deleted`,

  userLine: (rooms: number, owned: number) =>
    `${plural(rooms, { one: 'in # room', other: 'in # rooms' })}, owns ${owned}`,
  sessionCount: (count: number) => plural(count, { one: '# open line', other: '# open lines' }),
  seen: (when: string) => `Seen ${when}`,
  never: 'Not seen yet',
  kinds: { person: '', agent: 'Agent', companion: 'AI' },
  deleteUser: 'Remove…',
  deleteUserNamed: (name: string) => `Remove ${name} from this host`,
  deleteUserTitle: (name: string) => `Remove ${name} from this host?`,
  deleteUserWhy: 'They lose all their seats and are signed out. What they wrote stays.',
  deleteUserConfirm: (name: string) => `Remove ${name}`,
  userDeleted: (name: string) => `${name} was removed`,

  sessionRooms: (count: number) =>
    count === 0 ? 'in the lobby' : plural(count, { one: 'in # room', other: 'in # rooms' }),
  sessionsEmpty: 'Nobody is connected',

  banLine: (room: string, by: string) => `“${room}”, by ${by}`,
  bansEmpty: 'Nobody is banned anywhere',
  more: 'Show more',
};
