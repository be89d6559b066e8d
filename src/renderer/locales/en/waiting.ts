import { plural } from './plural.ts';

export const waiting = {
  knock: 'Knock',
  queue: 'Wait in the queue',
  lockedTitle: 'The room is locked',
  lockedWhy: 'Knock, and somebody inside decides whether to let you in.',
  fullTitle: 'Every seat is taken',
  fullInside: 'Every seat is taken. Raise the limit of people, or wait until somebody leaves.',
  fullWhy: 'Wait here: whoever came first gets the next free seat.',
  stillClosed: { knock: 'Still locked.', queue: 'Still full.' },
  waitingTitle: { knock: 'You knocked', queue: 'You are in the queue' },
  knockWait: 'Somebody inside has been told. This page opens by itself when they let you in.',
  queueWait: (position: number) =>
    position === 1
      ? 'You are next. You come in by yourself as soon as a seat is free.'
      : `${position - 1 === 1 ? '1 person is' : `${position - 1} people are`} before you. You come in by yourself.`,
  position: (position: number) => `Place ${position}`,
  leave: 'Wait no longer',
  deniedTitle: 'They did not let you in',
  deniedWhy: (reason: string | null) => (reason === null ? 'No reason was given.' : `“${reason}”`),
  lostTitle: 'Your place is gone',
  lostWhy: 'You were away for too long. You can start again.',
  again: 'Try again',
  lobbyLine: {
    knock: (room: string) => `You knocked at “${room}”`,
    queue: (room: string, position: number) => `Waiting for a seat in “${room}”, place ${position}`,
  },
  show: 'Show',
  admittedToast: (room: string) => `You may come in to “${room}”`,
  enter: 'Go in',

  bell: 'At the door',
  knocks: (name: string, room: string) => `${name} wants to come in to “${room}”`,
  knockMany: (count: number, room: string) =>
    `${plural(count, { one: '# person wants', other: '# people want' })} to come in to “${room}”`,
  admit: 'Let in',
  admitPerson: (name: string) => `Let in ${name}`,
  admitAll: 'Let all in',
  deny: 'Send away',
  denyPerson: (name: string) => `Send away ${name}`,
  denyTitle: (name: string, room: string) => `Send ${name} away from “${room}”?`,
  denyWhy: 'They are told, and may knock again.',
  denyConfirm: (name: string) => `Send ${name} away`,
  admitted: (name: string) => `${name} is in`,
  admittedMany: (count: number) => plural(count, { one: '# person is in', other: '# people are in' }),
  denied: (name: string) => `${name} was sent away`,
  soundOff: 'Silence the knocking',
  soundOn: 'Let it knock again',
  listTitle: 'At the door',
  kinds: {
    knock: 'Knocks',
    queue: (position: number) => `In the queue, place ${position}`,
  },
  soundLabel: 'Sound when somebody knocks',
  soundHint: 'Repeats while somebody waits at the door of a room you look after.',
};
