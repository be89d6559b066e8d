import { plural } from './plural.ts';

export const rooms = {
  search: 'Search rooms',
  filterLabel: 'Show',
  filters: { all: 'All', busy: 'With people', free: 'Free seats', open: 'No password' },
  nothingFound: (query: string) => (query === '' ? 'No room is like that.' : `No room matches “${query}”.`),
  clear: 'Show all rooms',

  startLabel: 'Begins at',
  startHint: 'Optional. Members are reminded five minutes before.',
  startPast: 'That moment is over. Choose one that lies ahead.',
  comingUp: 'Coming up',
  begins: (when: string) => `Begins ${when}`,
  calendar: 'Save as .ics',
  calendarOf: (name: string) => `Save ${name} for the calendar`,

  team: 'Rooms for a team…',
  teamTitle: 'Make rooms for a team?',
  teamWhy: 'Five rooms that stay until you delete them:',
  teamRooms: [
    { name: 'General', body: 'for everything' },
    { name: 'Developer', body: 'for development' },
    { name: 'Trading', body: 'for finance' },
    { name: 'Security', body: 'for security' },
    { name: 'Admin', body: 'private, with the code only' },
  ],
  teamConfirm: 'Make the rooms',
  teamMade: (count: number) => plural(count, { one: '# room is ready', other: '# rooms are ready' }),

  recent: 'Left lately',
  rejoin: 'Go back',
  rejoinRoom: (name: string) => `Go back to ${name}`,
  forget: (name: string) => `Forget ${name}`,
  archive: 'Put away',
  restore: 'Bring back',
  archived: (name: string) => `“${name}” was put away. You stay a member.`,
  archiveCount: (count: number) => plural(count, { one: '# room put away', other: '# rooms put away' }),

  directTitle: 'Direct messages',
  directArchive: 'Archive',
  directArchived: (name: string) => `The conversation with ${name} is archived until something new comes.`,
  directArchiveCount: (count: number) =>
    plural(count, { one: '# archived conversation', other: '# archived conversations' }),

  gateInvited: 'You are invited. Neither lock nor password is in the way.',
  gateAccept: 'Accept the invitation',
  gateSpent: {
    used: 'This invitation was used already.',
    expired: 'This invitation has expired.',
    revoked: 'This invitation was taken back.',
  },
  gateSpentWhy: 'Ask for a new one, or come in the way anybody does.',
  gateWithout: 'Go on without it',
  gateGone: 'This invitation was used, was taken back, or has expired. Ask for a new one.',
};
