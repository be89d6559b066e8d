export type TextPart = { readonly text: string; readonly url: string | null };

const CANDIDATE = /\bhttps?:\/\/[^\s<>"'`\u2028\u2029\p{Cc}]+/giu;
const TRAILING = /[.,;:!?…*_~)\]}'"»”’]+$/u;
const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** A sentence's own punctuation is not part of the address, but a closed bracket within it is. */
function trimEnd(candidate: string): string {
  let link = candidate;
  for (;;) {
    const last = link.at(-1) ?? '';
    if (!TRAILING.test(last)) return link;
    const opener = CLOSERS[last];
    if (opener !== undefined && count(link, opener) >= count(link, last)) return link;
    link = link.slice(0, -1);
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
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
