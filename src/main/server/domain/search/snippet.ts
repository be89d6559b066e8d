import type { SearchHit } from '#shared/model/search.ts';
import { findMark, foldText, type SearchMark } from '#shared/model/search-tokens.ts';

type Snippet = SearchHit['snippet'];

const BEFORE = 60;
const LENGTH = 220;
const MOST_RANGES = 20;

interface Folded {
  readonly text: string;
  /** For each code unit of the folded text, where it comes from. */
  readonly origins: readonly number[];
}

function foldWithOrigins(text: string): Folded {
  const origins: number[] = [];
  let folded = '';
  let at = 0;
  for (const sign of text) {
    const part = foldText(sign);
    folded += part;
    for (let unit = 0; unit < part.length; unit += 1) origins.push(at);
    at += sign.length;
  }
  return { text: folded, origins };
}

function findAll(folded: Folded, wanted: readonly SearchMark[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const one of wanted) {
    for (const at of findMark(folded.text, one)) {
      const start = folded.origins[at] ?? 0;
      const last = folded.origins[at + one.text.length - 1] ?? start;
      const next = folded.origins.find((origin) => origin > last);
      ranges.push([start, next ?? Number.POSITIVE_INFINITY]);
      if (ranges.length >= MOST_RANGES) return ranges;
    }
  }
  return ranges;
}

function mergeRanges(ranges: readonly [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** The part of a text around its first match. */
export function makeSnippet(text: string, wanted: readonly SearchMark[]): Snippet {
  const whole = foldText(text);
  const first = wanted.flatMap((one) => findMark(whole, one).slice(0, 1));
  // Folding hardly changes lengths: good enough to choose the part, which is then folded sign by sign.
  const start = Math.max(0, Math.min(...first, text.length) - BEFORE);
  const from = first.length === 0 || start < 10 ? 0 : start;
  const lead = from > 0 ? '…' : '';
  const part = text.slice(from, from + LENGTH).toWellFormed();
  const tail = from + LENGTH < text.length ? '…' : '';
  const ranges = mergeRanges(findAll(foldWithOrigins(part), wanted)).map(([begin, end]): [number, number] => [
    begin + lead.length,
    Math.min(end, part.length) + lead.length,
  ]);
  return { text: lead + part + tail, ranges };
}
