/** The hour when it is within a day, else the day as well. */
export function formatUntil(iso: string, now: number, language?: string): string {
  const until = new Date(iso);
  const time = until.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
  if (until.toDateString() === new Date(now).toDateString()) return time;
  return `${until.toLocaleDateString(language, { day: 'numeric', month: 'short' })}, ${time}`;
}
