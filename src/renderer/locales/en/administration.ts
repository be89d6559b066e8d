import { plural } from './plural.ts';

export const administration = {
  title: 'Administration of this host',
  open: 'Administer this host…',
  openHint: 'Rooms, people, bans, storage and limits of everything on this computer.',
  openHintBrowser: 'Only for whoever runs this host: it asks for the admin token.',
  tabsLabel: 'Parts of the administration',
  tabs: {
    overview: 'Overview',
    figures: 'Figures',
    settings: 'Settings',
    rooms: 'Rooms',
    users: 'People',
    sessions: 'Lines',
    bans: 'Bans',
    audit: 'History',
  },
  tokenTitle: 'Only for whoever runs this host',
  tokenWhy:
    'In a browser it takes the admin token that the host was given when it was started. Without one, use the settings of Spaces on the computer of the host. The token is forgotten when you close this.',
  tokenLabel: 'Admin token',
  tokenEnter: 'Go on',
  tokenWrong: 'That is not the admin token of this host.',

  rooms: 'Rooms',
  users: 'People',
  online: 'Online',
  sessions: 'Open lines',
  messages: 'Messages',
  bans: 'Bans',
  storage: 'Database',
  files: 'Files',
  startedAt: (when: string) => `Running since ${when}`,
  version: (version: string) => `Version ${version}`,
  cleanUp: 'Clean up now',
  cleanUpHint:
    'Deletes the rooms whose life is over, with everything in them. It also happens by itself, about once a minute.',
  cleaned: (count: number) =>
    count === 0
      ? 'Nothing had to be cleaned up'
      : plural(count, { one: '# room was deleted', other: '# rooms were deleted' }),

  settingsHint:
    'A change holds at once and is kept when the host restarts. It wins over what the host is started with, until you take it back.',
  settingsSave: 'Save settings',
  settingsSaved: 'Saved. It holds from now on.',
  settingRange: (min: string, max: string, unit: string) => `${min} to ${max} ${unit}`,
  settingWrong: (min: string, max: string, unit: string) => `A number from ${min} to ${max} ${unit}`,
  settingReset: (start: string) => `Back to ${start}`,
  settingResetNamed: (label: string, start: string) => `${label}: back to ${start}`,
  settingGroups: { rooms: 'Rooms', files: 'Files', agents: 'Agents', pace: 'How much at once' },
  settings: {
    roomCapacityCeiling: { label: 'Largest room', unit: 'people' },
    roomsPerOwner: { label: 'Rooms one person may own', unit: 'rooms' },
    emptyLifeMs: { label: 'Empty rooms are kept for', unit: 'minutes' },
    fileBytes: { label: 'Largest file', unit: 'MiB' },
    fileQuotaBytes: { label: 'Space for all files', unit: 'GiB' },
    unsentFiles: { label: 'Files one person may prepare', unit: 'files' },
    agentMessagesInRow: { label: 'Agents in a row until a person speaks', unit: 'messages' },
    messagesPer10s: { label: 'Messages of a person in 10 seconds', unit: 'messages' },
    messageBurst: { label: 'Messages of a person in a second', unit: 'messages' },
    userRequests: { label: 'Requests of a person in a minute', unit: 'requests' },
    anonymousRequests: { label: 'Requests of a stranger in 15 minutes', unit: 'requests' },
    socketRequestsPer10s: { label: 'Requests on a line in 10 seconds', unit: 'requests' },
    hostProbes: { label: 'Questions who this host is in a minute', unit: 'requests' },
    socketsPerAddress: { label: 'Open lines of one address', unit: 'lines' },
    codeFailuresPerMinute: { label: 'Wrong codes in a minute', unit: 'tries' },
  },

  direct: 'Conversation of two',
  search: 'Search',
  none: 'Nothing matches.',
  roomLine: (owner: string, members: number, messages: number) =>
    `${owner === '' ? '' : `${owner} · `}${plural(members, { one: '# member', other: '# members' })} · ${plural(messages, { one: '# message', other: '# messages' })}`,
  lastActivity: (when: string) => `Last active ${when}`,
  deleteRoom: 'Delete…',
  deleteRoomNamed: (name: string) => `Delete the room ${name}`,
  deleteDirect: 'Delete this conversation of two',
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
  signOut: 'Sign out',
  signOutNamed: (name: string) => `Sign out ${name} everywhere`,
  signedOut: (name: string, lines: number) =>
    lines === 0
      ? `${name} is signed out`
      : `${name} is signed out: ${plural(lines, { one: '# line was cut', other: '# lines were cut' })}`,
  signOutTitle: (name: string) => `Sign ${name} out everywhere?`,
  signOutWhy:
    'All their open lines are cut at once and every token they hold is worth nothing. Their seats and messages stay, and their own device may sign in again.',
  signOutConfirm: (name: string) => `Sign ${name} out`,
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
