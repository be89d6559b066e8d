const RELEASE_AFTER_MS = 60_000;

/** Hands a text to the system's own way of saving; nothing leaves the machine. */
export function saveFile({
  fileName,
  content,
  type,
}: {
  fileName: string;
  content: string;
  type: string;
}): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Some browsers read the file only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), RELEASE_AFTER_MS);
}

/** A name that every system takes. */
export function toFileName(name: string, ending: string): string {
  const safe = name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${safe === '' ? 'spaces' : safe}.${ending}`;
}
