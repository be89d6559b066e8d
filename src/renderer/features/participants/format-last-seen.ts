const UNITS = [
  { unit: 'minute', seconds: 60 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'day', seconds: 86_400 },
] as const;

/** "5 minutes ago", in the largest unit that fits. */
export function formatLastSeen(iso: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1_000);
  const { unit, seconds: size } = UNITS.findLast((entry) => seconds >= entry.seconds) ?? UNITS[0];
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang || 'en', { numeric: 'auto' });
  return format.format(-Math.round(seconds / size), unit);
}
