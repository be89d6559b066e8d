import { plural } from './plural.ts';

export const lobby = {
  title: 'Lobby',
  nameLabel: 'Your name',
  namePlaceholder: 'How others see you',
  nameNeeded: 'Tell the others who you are.',
  nameTooLong: 'A name has at most 50 characters.',

  joinTitle: 'Join a room',
  joinHint: 'Type or paste the six characters somebody read to you. A code never has I, O, 0 or 1.',
  joinPreview: 'The room shows itself here before you go in.',
  searching: 'Looking for the room…',
  join: 'Join',
  joinRoom: (name: string) => `Join ${name}`,
  open: 'Open',
  on: (host: string) => `on ${host}`,
  onThisComputer: 'on this computer',
  seats: (taken: number, all: number) => `${taken} of ${all} seats`,
  hereNow: (count: number) => plural(count, { one: '# here now', other: '# here now' }),
  nobodyHere: 'Nobody here right now',
  passwordLabel: 'Room password',
  passwordNeeded: 'This room has a password. Ask whoever gave you the code.',
  needsPassword: 'Password',
  locked: 'Locked',
  full: 'Full',
  addressLabel: 'Address of the host',
  addressHint:
    'If the host is not found by itself, type its address. It stands in its settings, under “This host”.',
  addressPlaceholder: '192.168.1.20:7420',
  addressFind: 'Find',

  createTitle: 'New room',
  roomNameLabel: 'Name',
  roomNamePlaceholder: 'Monday workshop',
  roomNameNeeded: 'Give the room a name.',
  roomNameTooLong: 'A room’s name has at most 100 characters.',
  limitLabel: 'People at most',
  limitTooHigh: (ceiling: number) => `This host takes ${ceiling} people at most.`,
  visibilityLabel: 'Who can find it',
  visibilityPrivate: 'With the code',
  visibilityPublic: 'Everyone here',
  visibilityPrivateHint: 'Only people who have the code or the link.',
  visibilityPublicHint: 'Everyone on this network sees it in the lobby.',
  moreOptions: 'More options',
  descriptionLabel: 'Description',
  descriptionPlaceholder: 'What is it about?',
  descriptionTooLong: 'A description has at most 500 characters.',
  roomPasswordLabel: 'Password',
  roomPasswordHint: 'Asked for in addition to the code. Leave empty for none.',
  lifeLabel: 'How long it lives',
  life: { 'until-empty': 'Until empty', day: 'A day', kept: 'Kept' },
  lifeHint: {
    'until-empty': 'Deleted ten minutes after the last person leaves.',
    day: 'Deleted after 24 hours without activity.',
    kept: 'Stays until you delete it.',
  },
  create: 'Create room',
  hostNotReady: 'This computer’s host is still starting. The room can be made in a moment.',
  tooManyRooms: (names: readonly string[]) => {
    const list = new Intl.ListFormat('en', { type: 'disjunction' }).format(names.map((name) => `“${name}”`));
    return names.length === 0
      ? 'You own as many rooms as this host allows. Delete one of them first.'
      : `You own ${names.length} rooms here, as many as this host allows. Delete ${list} to make a new one.`;
  },

  yourRooms: 'Your rooms',
  yourRoomsEmpty: 'No rooms yet',
  yourRoomsEmptyWhy: 'Rooms you make or join stay here, with what you have not read.',
  lastLine: (name: string, line: string) => `${name}: ${line}`,
  nothingSaid: 'Nothing said yet',
  messageDeleted: 'Message deleted',
  fileSent: 'sent a file',
  voiceSent: 'sent a voice message',
  openRoom: (name: string, unread: number) =>
    unread === 0
      ? `Open ${name}`
      : `Open ${name}, ${plural(unread, { one: '# unread message', other: '# unread messages' })}`,
  stateEmpty: 'Empty',
  stateInCall: 'In call',
  facesLabel: (names: readonly string[]) =>
    `Here now: ${new Intl.ListFormat('en', { type: 'conjunction' }).format([...names])}`,
  hostOffline: 'Host is offline',
  roomMenu: (name: string) => `More for ${name}`,
  copyCode: 'Copy code',
  codeCopied: (code: string) => `Code ${code} copied`,
  leave: 'Leave…',
  delete: 'Delete…',
  leaveTitle: (name: string) => `Leave “${name}”?`,
  leaveWhy:
    'You give up your seat. You can go back while the lobby lists the room under “Left lately”; later you need the code.',
  leaveConfirm: 'Leave room',
  left: (name: string) => `You left “${name}”`,
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteWhy: 'Everyone is sent to the lobby, and all messages are gone for good.',
  deleteConfirm: 'Delete room',
  deleted: (name: string) => `“${name}” was deleted`,

  network: 'On this network',
  networkEmpty: 'No public rooms right now',
  networkEmptyWhy: 'Rooms that are open to everyone appear here by themselves.',
  networkHost: (host: string) => `Public rooms of ${host}`,
  thisComputer: 'This computer',
  hostLoading: 'Asking the host for its rooms…',
  hostUnreachable: (host: string) => `${host} does not answer. Its rooms appear when it is back.`,
  hostFailed:
    'The host of this computer did not start, so rooms cannot be made here. You can still join others.',

  howTitle: 'How rooms work',
  how: [
    { title: 'Make a room', body: 'It lives on the computer that made it. Nothing leaves this network.' },
    { title: 'Read the code aloud', body: 'Six characters. Upper case, spaces and dashes do not matter.' },
    { title: 'Everyone is in', body: 'Other computers with Spaces, or any browser with the link.' },
  ],

  gateTitle: 'Join this room',
  gateMissing: 'This room cannot be opened',
  gateSearching: 'Looking for the room…',
  gateJoin: 'Join room',
  gateBack: 'To the lobby',
  gateRetry: 'Look again',
  gateKept: {
    'until-empty': 'History is gone ten minutes after the last person leaves',
    day: 'History is kept for a day after the last activity',
    kept: 'History is kept',
  },
  gateListening: 'An AI companion takes part',
  gateNotRecorded: 'Not recorded',
};
