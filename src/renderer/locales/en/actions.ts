import { plural } from './plural.ts';

const listNames = new Intl.ListFormat('en', { type: 'conjunction' });
const SHOWN = 12;

/** What can be done with a message, and what hangs on it. */
export const actions = {
  toolbar: 'Message actions',
  react: 'Add reaction',
  reply: 'Reply',
  more: 'More actions',
  startThread: 'Reply in thread',
  openThread: 'Open thread',
  edit: 'Edit',
  copyText: 'Copy text',
  copied: 'Text copied',
  pin: 'Pin to room',
  unpin: 'Unpin',
  pinned: 'Pinned for everyone here',
  unpinned: 'Unpinned',
  isPinned: 'Pinned',
  save: 'Save for myself',
  saved: 'Saved. You find it under “Saved messages”.',
  unsave: 'Remove from saved',
  markUnread: 'Mark unread from here',
  markedUnread: 'Unread from here on',
  readBy: 'Read by…',
  nobodyRead: 'Nobody else has read this yet.',
  whoReacted: 'Who reacted…',
  history: 'Edit history…',
  currentWording: 'As it reads now',
  goToQuoted: 'Go to the original',
  delete: 'Delete',
  deleted: 'Message deleted',
  undo: 'Undo',
  reactions: 'Reactions',
  reactedWith: (names: readonly string[], count: number, emoji: string) => {
    const shown = names.slice(0, SHOWN);
    const rest = count - shown.length;
    return `${listNames.format(rest > 0 ? [...shown, String(rest)] : shown)} reacted with ${emoji}`;
  },
  answers: 'Answers',
  attachmentOnly: 'Attachment',
  replies: (count: number) => plural(count, { one: 'One reply', other: '# replies' }),
  threadLine: (names: readonly string[], count: number) =>
    `${listNames.format(names)} ${plural(count, { one: 'replied in a thread', other: 'wrote # replies in a thread' })}`,
  dialogs: { versions: 'Edit history', readers: 'Read by', reactions: 'Reactions' },
  pollOf: (question: string) => `Poll: ${question}`,
  pollVotes: (count: number, share: number) =>
    `${plural(count, { one: 'one vote', other: '# votes' })}, ${share} %`,
  pollVoters: (count: number) => plural(count, { one: 'One person voted', other: '# people voted' }),
  pollClosed: 'Closed',
  pollClose: 'Close poll',
  pollMultiple: 'Choose any',
  aboutPerson: (name: string) => `About ${name}`,
  messagePerson: 'Message alone',
  gone: 'That message is not here any more.',
};
