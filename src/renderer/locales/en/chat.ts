import { plural } from './plural.ts';

// Made once: making one costs more than a row of the conversation. Hours are told as the system tells them.
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const weekday = new Intl.DateTimeFormat('en', { weekday: 'long' });
const date = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });
const dateWithYear = new Intl.DateTimeFormat('en', { dateStyle: 'full' });
const listNames = new Intl.ListFormat('en', { type: 'conjunction' });

function nameSome(names: readonly string[]): string {
  const rest = names.length - 3;
  const shown = rest > 1 ? names.slice(0, 3) : names;
  return listNames.format(rest > 1 ? [...shown, plural(rest, { one: '# other', other: '# others' })] : shown);
}

export const chat = {
  time: (at: Date) => time.format(at),
  dateTime: (at: Date) => dateTime.format(at),
  today: 'Today',
  yesterday: 'Yesterday',
  weekday: (at: Date) => weekday.format(at),
  date: (at: Date) => date.format(at),
  dateWithYear: (at: Date) => dateWithYear.format(at),
  messages: 'Messages',
  composerLabel: (room: string) => `Message to ${room}`,
  placeholder: (room: string) => `Message ${room}`,
  send: 'Send',
  mutedHint: 'You are muted: you can only read.',
  bytesLeft: (count: number) => plural(count, { one: '# byte left', other: '# bytes left' }),
  bytesOver: (count: number) => plural(count, { one: '# byte too long', other: '# bytes too long' }),

  beginning: (room: string) => `This is the beginning of ${room}`,
  beginningWith: (name: string) => `This is the beginning of your conversation with ${name}`,
  loadingOlder: 'Loading earlier messages…',
  loadFailed: 'Earlier messages did not load.',
  loadingRoom: 'Opening the room…',

  newLine: 'New',
  newBelow: (count: number) => `${count > 99 ? '99+' : count} new`,
  jumpToNewest: 'Jump to the latest message',
  showAll: 'Show all',
  edited: 'edited',
  deleted: 'Message deleted',
  sending: 'Not stored yet',
  failed: 'Not sent',
  opensLink: (address: string) => `${address}, opens in your browser`,
  said: (name: string, words: string) => `${name}: ${words}`,
  messageOf: (name: string, time: string) => `${name}, ${time}`,
  you: 'You',

  notKept: 'This device keeps no unsent messages: what has not gone out when you close the window is lost.',
  unsent: (count: number) =>
    plural(count, { one: 'One message was not sent.', other: '# messages were not sent.' }),
  retryAll: 'Retry all',
  takeBack: 'Take back',
  takenBack: 'The text is back in the box',

  typing: (names: readonly string[], more: number) => {
    if (names.length === 0) return '';
    if (more > 0) return `${names.join(', ')} and others are typing…`;
    return `${listNames.format(names)} ${names.length === 1 ? 'is' : 'are'} typing…`;
  },
  recording: (names: readonly string[], more: number) => {
    if (names.length === 0) return '';
    if (more > 0) return `${names.join(', ')} and others are recording…`;
    return `${listNames.format(names)} ${names.length === 1 ? 'is' : 'are'} recording…`;
  },

  agentsWait: 'Only agents have spoken for a while. They wait until a person says something.',
  letAgentsGoOn: 'Let them go on',

  joinedAndLeft: (joined: readonly string[], left: readonly string[]) =>
    [joined.length > 0 && `${nameSome(joined)} joined`, left.length > 0 && `${nameSome(left)} left`]
      .filter(Boolean)
      .join(' · '),
  system: {
    created: (name: string, _detail: string) => `${name} made this room`,
    joined: (name: string, _detail: string) => `${name} joined`,
    left: (name: string, _detail: string) => `${name} left`,
    renamed: (name: string, detail: string) => `${detail || 'Somebody'} is now ${name}`,
    settings: (name: string, _detail: string) => `${name} changed the room’s settings`,
    mode: (name: string, detail: string) => `${name} changed the mode to ${detail}`,
    locked: (name: string, _detail: string) => `${name} locked the room`,
    unlocked: (name: string, _detail: string) => `${name} unlocked the room`,
    kicked: (name: string, detail: string) =>
      detail ? `${name} was removed: ${detail}` : `${name} was removed`,
    banned: (name: string, _detail: string) => `${name} was banned`,
    muted: (name: string, _detail: string) => `${name} was muted`,
    unmuted: (name: string, _detail: string) => `${name} may write again`,
    role: (name: string, detail: string) => `${name} is now ${detail}`,
    owner: (name: string, _detail: string) => `${name} now runs this room`,
    'agents-wait': (_name: string, _detail: string) => 'Agents wait until a person speaks',
    'agents-released': (name: string, _detail: string) => `${name} let the agents go on`,
    notice: (_name: string, detail: string) => detail,
  },
  somebody: 'Somebody',
};
