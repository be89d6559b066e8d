/** What a datetime-local field shows for a moment. */
export function toLocalInput(iso: string | null | undefined): string {
  if (iso == null) return '';
  const date = new Date(iso);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The moment a datetime-local field means here; null while it is empty or half typed. */
export function fromLocalInput(value: string): string | null {
  const date = new Date(value);
  return value === '' || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
