import * as z from 'zod/mini';

// Control characters and direction overrides: a name must not break out of its place on a screen or in a log.
const UNSAFE_IN_NAMES = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** One line of text that people read: cleaned, trimmed, and counted in characters instead of code units. */
export function nameText(min: number, max: number) {
  return z.string().check(
    z.maxLength(max * 8),
    z.overwrite((text) =>
      text.normalize('NFC').replace(UNSAFE_IN_NAMES, ' ').replace(/\s+/g, ' ').trim().toWellFormed(),
    ),
    z.refine((text) => countCharacters(text) >= min, {
      error: min === 1 ? 'must not be empty' : `must have at least ${min} characters`,
    }),
    z.refine((text) => countCharacters(text) <= max, { error: `must have at most ${max} characters` }),
  );
}

export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}
