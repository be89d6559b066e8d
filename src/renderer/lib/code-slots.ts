import { findRoomCode, ROOM_CODE_ALPHABET, ROOM_CODE_LENGTH } from '#shared/model/room-code.ts';

/** The six boxes: one symbol or nothing in each. */
export type CodeSlots = readonly string[];

export interface CodeEdit {
  readonly slots: CodeSlots;
  /** The box that gets the focus. */
  readonly focus: number;
}

export const EMPTY_SLOTS: CodeSlots = Array.from({ length: ROOM_CODE_LENGTH }, () => '');

const LAST = ROOM_CODE_LENGTH - 1;

export function splitCode(code: string): CodeSlots {
  return EMPTY_SLOTS.map((_, index) => code[index] ?? '');
}

/** The boxes as one text: a code when every box is filled. */
export function joinSlots(slots: CodeSlots): string {
  return slots.join('');
}

export function isComplete(slots: CodeSlots): boolean {
  return slots.every((symbol) => symbol !== '');
}

function cleanSymbols(typed: string): string[] {
  return [...typed.slice(0, 2_000).normalize('NFKC').toUpperCase()].filter((symbol) =>
    ROOM_CODE_ALPHABET.includes(symbol),
  );
}

/** Typed or pasted at a box: a whole code or link fills everything, anything else goes in from there on. */
export function insertSymbols(slots: CodeSlots, at: number, typed: string): CodeEdit {
  const whole = findRoomCode(typed);
  if (whole !== null) return { slots: splitCode(whole), focus: LAST };
  const symbols = cleanSymbols(typed).slice(0, ROOM_CODE_LENGTH - at);
  const next = slots.map((symbol, index) => symbols[index - at] ?? symbol);
  return { slots: next, focus: Math.min(LAST, at + symbols.length) };
}

/** What a box's new text adds to the symbol it had: typing behind or before it replaces it. */
export function findTyped(before: string, after: string): string {
  if (before === '' || after.length <= before.length) return after;
  if (after.startsWith(before)) return after.slice(before.length);
  return after.endsWith(before) ? after.slice(0, -before.length) : after;
}

/** Backspace empties its box, or the one before when there is nothing to empty. */
export function eraseBackward(slots: CodeSlots, at: number): CodeEdit {
  const focus = slots[at] === '' ? Math.max(0, at - 1) : at;
  return { slots: slots.map((symbol, index) => (index === focus ? '' : symbol)), focus };
}

export function eraseForward(slots: CodeSlots, at: number): CodeEdit {
  return { slots: slots.map((symbol, index) => (index === at ? '' : symbol)), focus: at };
}
