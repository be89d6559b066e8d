import { describe, expect, it } from 'vitest';
import {
  EMPTY_SLOTS,
  eraseBackward,
  eraseForward,
  findTyped,
  insertSymbols,
  isComplete,
  joinSlots,
  splitCode,
} from './code-slots.ts';

const CODE = 'K7QX2M';

describe('the six boxes', () => {
  it.each([
    'K7QX2M',
    'k7qx2m',
    'k7q x2m',
    ' K7Q-X2M ',
    'k 7 q – x 2 m',
    'K7Q_X2M',
    'Ｋ７ＱＸ２Ｍ',
    'http://192.168.1.20:7420/spaces/k7qx2m',
    'https://host.local/spaces/K7Q%20X2M?from=qr',
    'spaces://join/K7QX2M',
  ])('are all filled by pasting %j into any of them', (pasted) => {
    const edit = insertSymbols(splitCode('ABC'), 2, pasted);
    expect(joinSlots(edit.slots)).toBe(CODE);
    expect(edit.focus).toBe(5);
    expect(isComplete(edit.slots)).toBe(true);
  });

  it('move on while typing', () => {
    const typed = [...'k7q'].reduce((edit, key) => insertSymbols(edit.slots, edit.focus, key), {
      slots: EMPTY_SLOTS,
      focus: 0,
    });
    expect(joinSlots(typed.slots)).toBe('K7Q');
    expect(typed.focus).toBe(3);
  });

  it('take no letter that no code has', () => {
    for (const key of ['O', '0', 'i', '1', ' ', '-', 'é', '🙂']) {
      expect(insertSymbols(EMPTY_SLOTS, 1, key)).toEqual({ slots: EMPTY_SLOTS, focus: 1 });
    }
  });

  it('never spill over the end', () => {
    const edit = insertSymbols(EMPTY_SLOTS, 4, 'ABCDE');
    expect(edit.slots).toEqual(['', '', '', '', 'A', 'B']);
    expect(edit.focus).toBe(5);
  });

  it('replace a symbol typed over, before or behind', () => {
    expect(findTyped('A', 'AB')).toBe('B');
    expect(findTyped('A', 'BA')).toBe('B');
    expect(findTyped('A', 'B')).toBe('B');
    expect(findTyped('A', 'AA')).toBe('A');
    expect(findTyped('', 'B')).toBe('B');
  });

  it('erase backwards through gaps', () => {
    const first = eraseBackward(splitCode('ABC'), 2);
    expect(first).toEqual({ slots: splitCode('AB'), focus: 2 });
    expect(eraseBackward(first.slots, 2)).toEqual({ slots: splitCode('A'), focus: 1 });
    expect(eraseBackward(EMPTY_SLOTS, 0)).toEqual({ slots: EMPTY_SLOTS, focus: 0 });
    expect(eraseForward(splitCode('ABC'), 1).slots).toEqual(['A', '', 'C', '', '', '']);
  });
});
