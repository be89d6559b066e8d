/** Conversations of two. */
export const direct = {
  readLife: 'Messages stay after reading',
  lives: (seconds: number) => {
    if (seconds === 0) return 'For ever';
    if (seconds <= 3_600) return 'One hour';
    return seconds <= 86_400 ? 'One day' : 'One week';
  },
  archive: 'Archive',
  archived: 'Archived until something new comes',
};
