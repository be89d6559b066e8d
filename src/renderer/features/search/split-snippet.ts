import type { SearchHit } from '#shared/model/search.ts';

export interface SnippetPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** The snippet cut at its matches; ranges that make no sense are left out. */
export function splitSnippet({ text, ranges }: SearchHit['snippet']): readonly SnippetPart[] {
  const parts: SnippetPart[] = [];
  let end = 0;
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    if (from < end || to <= from || to > text.length) continue;
    if (from > end) parts.push({ text: text.slice(end, from), isMatch: false });
    parts.push({ text: text.slice(from, to), isMatch: true });
    end = to;
  }
  if (end < text.length) parts.push({ text: text.slice(end), isMatch: false });
  return parts;
}
