import { plural } from './plural.ts';

export const search = {
  title: 'Search messages',
  field: 'Search messages',
  scope: 'Where',
  thisRoom: 'This room',
  allRooms: 'All my rooms',
  found: (count: number) => plural(count, { one: 'One message found', other: '# messages found' }),
  none: 'Nothing found',
  noneHereWhy: 'Try other words, or look in all your rooms.',
  noneWhy: 'Try other words.',
  more: 'More results',
  help: 'Narrow it down',
  helpMore: 'Put words in quotes to find them side by side. A minus in front leaves something out.',
  operators: {
    from: 'who wrote it',
    in: 'the room it is in',
    has: 'file, image or link',
    before: 'a day, today or yesterday',
    after: 'a day, today or yesterday',
    on: 'one day',
    is: 'not read yet',
  },
  date: 'Date',
  jumpTo: 'Jump to a day',
  jump: 'Jump',
  nothingSince: 'Nothing was said since that day.',
};
