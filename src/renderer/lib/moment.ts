/** Day and time in words, for things that lie ahead. */
export function formatMoment(iso: string, language?: string): string {
  return new Date(iso).toLocaleString(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}
