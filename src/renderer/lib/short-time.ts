const DAY = 24 * 3_600_000;

/** As short as it can be without doubt: the time today, the weekday this week, else the date. */
export function formatShortTime(iso: string, now: number, language?: string): string {
  const then = new Date(iso);
  const today = new Date(now).setHours(0, 0, 0, 0);
  if (then.getTime() >= today)
    return then.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
  if (then.getTime() >= today - 6 * DAY) return then.toLocaleDateString(language, { weekday: 'short' });
  return then.toLocaleDateString(language, { day: 'numeric', month: 'short' });
}
