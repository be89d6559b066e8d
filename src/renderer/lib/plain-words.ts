interface Worded {
  readonly content: string;
  readonly contentType: string;
}

/** More than a small place can show. */
const LONGEST = 1_000;
/** Stands where code stood while marks around it are taken away; no message can contain it: it is removed first. */
const HOLE = '\ue000';
const FENCE = /^ {0,3}(`{3,}|~{3,})[^\n`]*\n([\s\S]*?)(?:^ {0,3}\1[ \t]*$|(?![\s\S]))/gm;
const CODE = /(`+)(?!`)([^\n]*?[^`\n])\1(?!`)/g;
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
const LINK = /!?\[([^\]\n]*)\]\((?:<[^>\n]*>|[^\s()]*)(?:\s+"[^"\n]*")?\)/g;
const ADDRESS = /https?:\/\/[^\s<>()*~]+/g;
const RULE = /^ {0,3}(?:[-*_][ \t]*){3,}$/gm;
const TABLE_LINE = /^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?[ \t]*$/gm;
const TABLE_ROW = /^[ \t]*\|(.+)\|[ \t]*$/gm;
/** Marks at the beginning of a line: headings, quotes, bullets, tasks. */
const LEADING = /^[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)?/gm;
const PAIRS = [
  /\*\*(?=\S)([^\n]*?\S)\*\*/g,
  /(?<![\p{L}\p{N}_])__(?=\S)([^\n]*?\S)__(?![\p{L}\p{N}_])/gu,
  /~~(?=\S)([^\n]*?\S)~~/g,
  /\*(?![\s*])([^\n*]*?[^\s*])\*/g,
  /(?<![\p{L}\p{N}_])_(?![\s_])([^\n]*?[^\s_])_(?![\p{L}\p{N}_])/gu,
];

/** The words of marked text without its marks; lines stay lines. Also for text that was cut anywhere. */
export function stripMarks(source: string): string {
  const kept: string[] = [];
  const keep = (words: string) => {
    kept.push(words);
    return `${HOLE}${kept.length - 1}${HOLE}`;
  };
  let rest = source
    .replaceAll(HOLE, '')
    .replace(FENCE, (_, _fence, code: string) => keep(code.replace(/\n$/, '')))
    .replace(CODE, (_, _ticks, code: string) => keep(code))
    .replace(/<(https?:\/\/[^\s<>]+)>/g, (_, address: string) => keep(address))
    .replace(ESCAPED, (_, sign: string) => keep(sign))
    .replace(RULE, '')
    .replace(TABLE_LINE, '')
    .replace(TABLE_ROW, (_, cells: string) => cells.trim().replace(/[ \t]*\|[ \t]*/g, ' '))
    .replace(LEADING, '')
    .replace(LINK, '$1')
    .replace(ADDRESS, keep);
  for (const pair of PAIRS) rest = rest.replace(pair, '$1');
  const words = rest.replace(
    new RegExp(`${HOLE}(\\d+)${HOLE}`, 'g'),
    (_, at: string) => kept[Number(at)] ?? '',
  );
  return words.replace(/\n{2,}/g, '\n').trim();
}

/** What a message says, for places too small to draw it; other kinds of content mean their signs. */
export function readPlainWords({ content, contentType }: Worded): string {
  const words = content.slice(0, LONGEST);
  return contentType === 'text/markdown' ? stripMarks(words) : words.trim();
}
