import { plural } from './plural.ts';

const people = (count: number) => plural(count, { one: 'one person', other: '# people' });

/** Around the text field: what is attached, answered, suggested. */
export const compose = {
  suggestions: 'Suggestions',
  mentionHere: (count: number) => `Tells ${people(count)} who ${count === 1 ? 'is' : 'are'} here now`,
  mentionAll: (count: number) => `Tells ${people(count)}`,
  manyMentioned: (count: number) => `This message will notify ${people(count)}.`,
  replyingTo: (name: string) => `Replying to ${name}`,
  editing: 'Editing your message',
  stopReplying: 'Stop replying',
  stopEditing: 'Stop editing',
  saveEdit: 'Save the change',
  attach: 'Attach files',
  addEmoji: 'Add emoji',
  record: 'Record a voice message',
  more: 'Add to the message',
  dropHere: 'Drop files to send them',
  pastedAsFile: 'That was long, so it became a file.',
  poll: 'Poll…',
  pollTitle: 'Ask the room',
  pollQuestion: 'Question',
  pollOption: (number: number) => `Option ${number}`,
  pollAddOption: 'Add an option',
  pollRemoveOption: (number: number) => `Remove option ${number}`,
  pollMultiple: 'People may choose more than one',
  pollStart: 'Start the poll',
  pollNeeds: 'A question and at least two different options are needed.',
};
