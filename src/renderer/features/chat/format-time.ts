import { text } from '../../lib/text.ts';

const DAY_MS = 24 * 3_600_000;

export function formatTime(iso: string): string {
  return text().chat.time(new Date(iso));
}

export function formatDateTime(iso: string): string {
  return text().chat.dateTime(new Date(iso));
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** "Today", "Yesterday", a weekday within the week, then the date. */
export function formatDay(iso: string, now: Date): string {
  const { today, yesterday, weekday, date, dateWithYear } = text().chat;
  const at = new Date(iso);
  // Rounded, because a day of the clock change has 23 or 25 hours.
  const daysAgo = Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
  if (daysAgo === 0) return today;
  if (daysAgo === 1) return yesterday;
  if (daysAgo > 1 && daysAgo < 7) return weekday(at);
  return at.getFullYear() === now.getFullYear() ? date(at) : dateWithYear(at);
}
