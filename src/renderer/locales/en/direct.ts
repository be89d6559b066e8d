/** Conversations of two. */
export const direct = {
  readLife: 'Messages stay after reading',
  lives: (seconds: number) => {
    if (seconds === 0) return 'For ever';
    if (seconds <= 3_600) return 'One hour';
    return seconds <= 86_400 ? 'One day' : 'One week';
  },
  archived: 'Archived until something new comes',
  restored: 'The conversation is back in your lists',
  readLifeHint: (seconds: number) => {
    if (seconds < 3_600) return 'Messages go soon after they were read';
    if (seconds < 86_400) return 'Messages go an hour after they were read';
    return `Messages go ${seconds < 604_800 ? 'a day' : 'a week'} after they were read`;
  },
  welcomeTitle: (name: string) => `You and ${name}`,
  welcomeWhy: 'Only the two of you can read what is written here.',
};
