export type TextPart = { readonly text: string; readonly url: string | null };

const CANDIDATE = /\bhttps?:\/\/[^\s<>"'`\u2028\u2029\p{Cc}]+/giu;
const TRAILING = new Set('.,;:!?…*_~)]}\'"»”’');
const OPENERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** A sentence's own punctuation is not part of the address, but a closed bracket within it is. */
function trimEnd(candidate: string): string {
  // Counted once: counting again after each step would be quadratic, which a hostile text could use.
  const counts = new Map<string, number>();
  for (const character of candidate) counts.set(character, (counts.get(character) ?? 0) + 1);
  const countOf = (character: string) => counts.get(character) ?? 0;
  let end = candidate.length;
  for (;;) {
    const last = candidate.charAt(end - 1);
    if (!TRAILING.has(last)) return candidate.slice(0, end);
    const opener = OPENERS[last];
    if (opener !== undefined && countOf(opener) >= countOf(last)) return candidate.slice(0, end);
    counts.set(last, countOf(last) - 1);
    end -= 1;
  }
}

function parseWebUrl(link: string): string | null {
  try {
    const url = new URL(link);
    // A name before an @ makes an address look like another host's.
    const isPlain = url.username === '' && url.password === '' && url.hostname !== '';
    return (url.protocol === 'http:' || url.protocol === 'https:') && isPlain ? url.href : null;
  } catch {
    return null;
  }
}

/** Splits a text into plain parts and web links that are safe to open. */
export function findLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const link = trimEnd(match[0]);
    const url = parseWebUrl(link);
    if (url === null) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), url: null });
    parts.push({ text: link, url });
    end = match.index + link.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), url: null });
  return parts;
}
