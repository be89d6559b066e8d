import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRoomCode, formatRoomCode, parseRoomCode, ROOM_CODE_ALPHABET } from '../room-code.ts';

const code = fc.string({ unit: fc.constantFrom(...ROOM_CODE_ALPHABET), minLength: 6, maxLength: 6 });
const separator = fc.constantFrom('', ' ', '-', '–', '—', ' - ', '.', '_', '\u00a0', '\t');

describe('the room code parser', () => {
  it('forgives case, spaces and dashes anywhere', () => {
    fc.assert(
      fc.property(
        code,
        fc.array(separator, { minLength: 7, maxLength: 7 }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        (wanted, gaps, lower) => {
          const typed = [...wanted]
            .map((symbol, index) => `${gaps[index]}${lower[index] ? symbol.toLowerCase() : symbol}`)
            .join('');
          expect(parseRoomCode(typed + gaps[6])).toBe(wanted);
        },
      ),
    );
  });

  it('returns a code of the alphabet or null, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const parsed = parseRoomCode(text);
        expect(parsed === null || [...parsed].every((symbol) => ROOM_CODE_ALPHABET.includes(symbol))).toBe(
          true,
        );
      }),
    );
  });

  it.each(['', 'ABC', 'ABCDEFG', 'ABCDE0', 'ABCDE1', 'OBCDEF', 'IBCDEF', 'ABC/DEF', 'A'.repeat(10_000)])(
    'knows that %j is none',
    (text) => expect(parseRoomCode(text)).toBeNull(),
  );

  it('finds the code in links, and survives broken ones', () => {
    fc.assert(
      fc.property(code, (wanted) => {
        expect(findRoomCode(`http://192.168.1.4:7420/spaces/${wanted.toLowerCase()}`)).toBe(wanted);
        expect(findRoomCode(`spaces://join/${wanted}?x=1`)).toBe(wanted);
        expect(findRoomCode(`  ${formatRoomCode(wanted)} `)).toBe(wanted);
      }),
    );
    expect(findRoomCode('http://x/spaces/%E0%A4%A')).toBeNull();
  });
});
