import type { SettingsChange } from '#shared/model/message.ts';
import { assertNever } from '#shared/util/assert-never.ts';

const listChanges = new Intl.ListFormat('en', { type: 'conjunction' });
const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const LONGEST_TOPIC = 120;
const LIVES: Readonly<Record<string, string>> = {
  'until-empty': 'lets the room go once it is empty',
  day: 'lets the room go after a day without activity',
  kept: 'made the room stay until it is deleted',
};

function shorten(words: string): string {
  const characters = [...words];
  return characters.length > LONGEST_TOPIC ? `${characters.slice(0, LONGEST_TOPIC).join('')}…` : words;
}

function tellChange({ what, to }: SettingsChange): string {
  const value = String(to);
  switch (what) {
    case 'name':
      return `named the room “${value}”`;
    case 'description':
      return value === '' ? 'removed the topic' : `set the topic to “${shorten(value)}”`;
    case 'visibility':
      return value === 'public' ? 'made the room public' : 'made the room private';
    case 'maxParticipants':
      return to === 0 ? 'set no limit for people' : `set the limit to ${value} people`;
    case 'password':
      return value === 'set' ? 'set a password' : `${value} the password`;
    case 'life':
      return LIVES[value] ?? 'changed how long the room stays';
    case 'startsAt':
      return to === null ? 'removed the start time' : `set the start to ${dateTime.format(new Date(value))}`;
    case 'agentLimit':
      if (to === null) return 'left the limit for agents to the host';
      return to === 0 ? 'lets agents write without waiting' : `lets agents write ${value} times in a row`;
    default:
      return assertNever(what);
  }
}

/** What the line about changed settings says. */
export const settingsChanges = {
  tell: (name: string, changes: readonly SettingsChange[]) =>
    `${name} ${listChanges.format(changes.map(tellChange))}`,
};
