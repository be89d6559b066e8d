import * as z from 'zod/mini';

/** 32 symbols that nobody confuses when they are read aloud: no I, O, 0, 1. */
export const ROOM_CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const ROOM_CODE_LENGTH = 6;

const CODE = new RegExp(`^[${ROOM_CODE_ALPHABET}]{${ROOM_CODE_LENGTH}}$`);
const SEPARATORS = /[\s\p{Pd}\p{Pc}._·•]+/gu;

/** Forgives case, spaces and dashes, full-width letters included. Null when it is no code. */
export function parseRoomCode(typed: string): string | null {
  if (typed.length > 64) return null;
  const code = typed.normalize('NFKC').replace(SEPARATORS, '').toUpperCase();
  return CODE.test(code) ? code : null;
}

/** Finds the code in whatever was pasted: the code itself, a browser link or a spaces:// link. */
export function findRoomCode(pasted: string): string | null {
  const link = /(?:\/spaces\/|spaces:\/\/join\/)([^/?#\s]+)/i.exec(pasted.slice(0, 2_000));
  if (link?.[1]) {
    try {
      return parseRoomCode(decodeURIComponent(link[1]));
    } catch {
      return null;
    }
  }
  return parseRoomCode(pasted);
}

/** As it is shown and read: two groups of three. */
export function formatRoomCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

export const RoomCodeSchema = z.string().check(
  z.overwrite((typed) => parseRoomCode(typed) ?? ''),
  z.refine((code) => code !== '', { error: 'is not a room code' }),
);
