function firstCharacter(word: string): string {
  return [...word][0] ?? '';
}

/** One or two characters that stand for a name. */
export function getInitials(name: string): string {
  // The number that tells people of one name apart is no part of it.
  const words = name
    .replace(/ \(\d+\)$/, '')
    .split(/[\s\-_.]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = words[0];
  if (first === undefined) return firstCharacter(name.trim()) || '?';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return (firstCharacter(first) + firstCharacter(last)).toLocaleUpperCase();
}
