import { plural } from './plural.ts';

/** What the system shows while somebody looks elsewhere, and its settings. */
export const alerts = {
  title: 'Notifications',
  said: (name: string, words: string) => `${name}: ${words}`,
  poll: (question: string) => `Poll: ${question}`,
  voice: 'Voice message',
  attachment: 'Attachment',
  more: (count: number) => plural(count, { one: 'and one more message', other: 'and # more messages' }),
  isOn: 'Show notifications on this device',
  isOnHint: 'Only while you look elsewhere, and never for what you missed before.',
  notAllowed: 'The system or the browser does not allow them. Change that in its settings for this page.',
  notHere: 'This browser shows no notifications on a page without encryption.',
  allow: 'Allow notifications',
  keywords: 'Words that count as a mention',
  keywordsHint: 'Separated by commas, for example: deploy, lunch',
  quiet: 'Do not disturb',
  quietOff: 'Off',
  quietHalfHour: '30 minutes',
  quietTwoHours: '2 hours',
  quietTomorrow: 'Until tomorrow',
  quietUntil: (time: string) => `Quiet until ${time}`,
  test: 'Send a test notification',
  testBody: 'This is how a message will look.',
  testSent: 'Sent. If nothing appeared, look into the notification settings of your system.',
  level: 'Tell me about',
  levels: { all: 'All messages', mentions: 'Mentions only', none: 'Nothing' },
};
