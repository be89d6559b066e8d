import { plural } from './plural.ts';

type GoneReason = 'deleted' | 'expired' | 'kicked' | 'banned' | 'left' | 'missing';

export const app = {
  guestName: 'Guest',
  starting: 'Starting…',
  startFailed: 'Spaces could not start',
  startFailedWhy: 'Reload the window. If it happens again, quit Spaces and open it once more.',
  crashed: 'This screen stopped working',
  crashedWhy: 'Nothing you sent is lost. Reload to go on where you were.',
  reload: 'Reload',
  skipToContent: 'Skip to content',
  homeLabel: 'Spaces, to the lobby',
  unreadTitle: (count: number, title: string) => `(${count > 99 ? '99+' : count}) ${title}`,

  profile: 'Change name and status',
  profileUnnamed: 'Choose your name',
  profileTitle: 'You',
  nameLabel: 'Your name',
  nameHint: 'Everyone in your rooms sees it.',
  statusLabel: 'Status',
  statusLifeLabel: 'Clear it',
  statusLives: { kept: 'Never', hour: 'In an hour', today: 'Tonight' },
  statusTextLabel: 'What you are up to',
  statusTextPlaceholder: 'In the workshop until four',

  hostStarting: 'Starting…',
  hostFailed: 'Not hosting',
  hostOff: 'Only on this computer',
  hostIdle: 'Ready to host',
  hosting: (rooms: number, people: number) =>
    `Hosting ${plural(rooms, { one: '# room', other: '# rooms' })} · ${plural(people, { one: '# person', other: '# people' })}`,
  guestOf: (host: string) => `Guest of ${host}`,

  theme: 'Theme',
  themeSystem: 'System',
  themeLight: 'Light',
  themeDark: 'Dark',
  settings: 'Settings',
  shortcuts: 'Keyboard shortcuts',

  reconnecting: 'Reconnecting…',
  reconnectingTo: (host: string) => `Reconnecting to ${host}…`,
  tryNow: 'Try now',
  hostClosing: (host: string) => `${host} is closing. Its rooms come back when it does.`,

  shortcutGroups: { anywhere: 'Anywhere', lobby: 'Lobby', room: 'Room' },
  keys: {
    showShortcuts: 'Show this list',
    toLobby: 'To the lobby',
    newRoom: 'New room',
    joinRoom: 'Join a room by its code',
    settings: 'Settings',
    nextRoom: 'Next room',
    previousRoom: 'Previous room',
    closeLayer: 'Close what is on top',
    pasteCode: 'Paste a code or link into the boxes',
    join: 'Join the room found',
    send: 'Send the message',
    newLine: 'New line',
    editLast: 'Edit the last message',
    commands: 'Commands',
    walkMessages: 'From the text field to the messages, then ↑ and ↓',
    messageMenu: 'Menu of the message in focus',
    search: 'Search messages',
    togglePeople: 'Show or hide people',
    door: 'To whoever knocks',
    invite: 'Invite people',
    roomSettings: 'Room settings',
  },

  gone: {
    deleted: (name: string) => `“${name}” was deleted.`,
    expired: (name: string) => `“${name}” has reached the end of its life.`,
    kicked: (name: string, reason: string | null) =>
      reason === null ? `You were removed from “${name}”.` : `You were removed from “${name}”: ${reason}`,
    banned: (name: string, reason: string | null) =>
      reason === null ? `You were banned from “${name}”.` : `You were banned from “${name}”: ${reason}`,
    left: (name: string) => `You left “${name}”.`,
    missing: (name: string) => `You are not in “${name}” any more: it has ended, or somebody removed you.`,
  } satisfies Record<GoneReason, (name: string, reason: string | null) => string>,
};
