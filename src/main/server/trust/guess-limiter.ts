import { createHmac, randomBytes } from 'node:crypto';
import { toSource } from '../wire/address-source.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const maxAddresses = 10_000;
const defaultFailuresPerMinute = 10;
/** A program that is stuck repeats one code, or a few. */
const codesOfAnAddress = 16;
/** Thirds of a miss add up with a rounding error; a hair's breadth must not grant one more guess. */
const epsilon = 1e-9;

export interface GuessLimits {
  firstPauseMs: number;
  longestPauseMs: number;
  failuresPerRoom: number;
  roomWindowMs: number;
  /** What one address can add to one room within its window: one machine alone never changes a code. */
  mostOfOneAddress: number;
  freeMisses: number;
  freeMissWindowMs: number;
  /** How much of a failure one of the first misses of an address is to a room. */
  freeMissWeight: number;
  /** An exchange costs the host arithmetic also when it is never finished. */
  exchangesPerMinute: number;
}

/**
 * Everybody who types a code asks every host of the network, so an honest person misses on all hosts but one, and
 * no host can tell this from a guess. The first misses of an address therefore weigh little on the rooms: a class is
 * harmless, and so is a school; five hundred in an hour are noticed, from however many addresses they come.
 */
export const defaultGuessLimits: GuessLimits = {
  firstPauseMs: minuteMs,
  longestPauseMs: hourMs,
  failuresPerRoom: 20,
  roomWindowMs: hourMs,
  mostOfOneAddress: 10,
  freeMisses: 3,
  freeMissWindowMs: 10 * minuteMs,
  freeMissWeight: 1 / 25,
  exchangesPerMinute: 60,
};

export type GuessPermit = { isAllowed: true } | { isAllowed: false; retryAfterMs: number };

/** The one count of failures for all ways of guessing: exchanges, looked-up codes, passwords, invitations. */
export interface GuessLimiter {
  checkAddress(address: string): GuessPermit;
  /** Like checkAddress, and counts the exchange that is about to begin. */
  takeExchange(address: string): GuessPermit;
  /** `roomIds` are those the guess was tried on; `weight` is below 1 for an exchange that reached only a part of them. */
  reportFailure(failure: { address: string; roomIds: string[]; weight?: number }): void;
  /** A code failed; false when the address tried the same one before, which is no new guess at any room. */
  noteCode(address: string, code: string): boolean;
  /** How many rooms have failures that still count, as of the last one. */
  countRooms(): number;
}

interface Miss {
  at: number;
  weight: number;
}
interface RoomMiss extends Miss {
  source: string;
}
interface AddressRecord {
  misses: Miss[];
  /** Hashes of what it tried last: what is wrong here may open a room of another host. */
  codes: Set<string>;
  /** Misses up to here were already answered with a pause. */
  countedFrom: number;
  pausedUntil: number;
  pauses: number;
  exchanges: { minuteStart: number; count: number };
}

export function createGuessLimiter({
  now,
  onRoomUnderAttack,
  failuresPerMinute = () => defaultFailuresPerMinute,
  limits = defaultGuessLimits,
}: {
  now: () => number;
  onRoomUnderAttack: (roomId: string) => void;
  /** Asked at every failure: the administration changes it while the host runs. */
  failuresPerMinute?: () => number;
  limits?: GuessLimits;
}): GuessLimiter {
  const addresses = new Map<string, AddressRecord>();
  /** In the order of their latest failures. */
  const rooms = new Map<string, RoomMiss[]>();
  const codeKey = randomBytes(32);

  function readRecord(key: string): AddressRecord {
    const record = addresses.get(key) ?? {
      misses: [],
      codes: new Set<string>(),
      countedFrom: 0,
      pausedUntil: 0,
      pauses: 0,
      exchanges: { minuteStart: now(), count: 0 },
    };
    // Re-inserted at the end: the map is in order of use and the quietest are dropped first.
    addresses.delete(key);
    addresses.set(key, record);
    dropQuietest(addresses, key, now());
    return record;
  }

  function pauseWhenTooMany(record: AddressRecord): void {
    const since = Math.max(record.countedFrom, now() - minuteMs);
    const recent = record.misses.filter(({ at }) => at >= since);
    if (sumWeights(recent) + epsilon < failuresPerMinute()) return;
    if (now() - record.pausedUntil > dayMs) record.pauses = 0;
    record.pausedUntil = now() + Math.min(limits.longestPauseMs, limits.firstPauseMs * 2 ** record.pauses);
    record.pauses += 1;
    record.countedFrom = record.pausedUntil;
  }

  const countsForRoom = ({ at }: Miss) => Math.abs(now() - at) <= limits.roomWindowMs;

  function forgetQuietRooms(): void {
    for (const [roomId, misses] of rooms) {
      if (misses.some(countsForRoom)) return;
      rooms.delete(roomId);
    }
  }

  function countAgainstRoom(roomId: string, { at, weight, source }: RoomMiss): void {
    const misses = (rooms.get(roomId) ?? []).filter(countsForRoom);
    const left = limits.mostOfOneAddress - sumWeights(misses.filter((miss) => miss.source === source));
    if (left < epsilon) return;
    misses.push({ at, weight: Math.min(weight, left), source });
    rooms.delete(roomId);
    if (sumWeights(misses) + epsilon >= limits.failuresPerRoom) onRoomUnderAttack(roomId);
    else rooms.set(roomId, misses);
  }

  function checkAddress(address: string): GuessPermit {
    const retryAfterMs = (addresses.get(toSource(address))?.pausedUntil ?? 0) - now();
    // A clock that was set back must not make anybody wait for longer than the longest pause.
    const isPaused = retryAfterMs > 0 && retryAfterMs <= limits.longestPauseMs;
    return isPaused ? { isAllowed: false, retryAfterMs } : { isAllowed: true };
  }

  return {
    checkAddress,
    takeExchange: (address) => {
      const permit = checkAddress(address);
      if (!permit.isAllowed) return permit;
      const { exchanges } = readRecord(toSource(address));
      if (now() - exchanges.minuteStart >= minuteMs)
        Object.assign(exchanges, { minuteStart: now(), count: 0 });
      exchanges.count += 1;
      if (exchanges.count <= limits.exchangesPerMinute) return permit;
      return { isAllowed: false, retryAfterMs: exchanges.minuteStart + minuteMs - now() };
    },
    reportFailure: ({ address, roomIds, weight = 1 }) => {
      const source = toSource(address);
      const record = readRecord(source);
      record.misses = record.misses.filter((one) => one.at >= now() - limits.freeMissWindowMs);
      const isFree = sumWeights(record.misses) + epsilon < limits.freeMisses;
      record.misses.push({ at: now(), weight });
      pauseWhenTooMany(record);
      // A room's share of the guess is whole, however many pages the host has.
      const roomWeight = isFree ? limits.freeMissWeight : 1;
      forgetQuietRooms();
      for (const roomId of roomIds) countAgainstRoom(roomId, { at: now(), weight: roomWeight, source });
    },
    noteCode: (address, code) => {
      const { codes } = readRecord(toSource(address));
      const hash = createHmac('sha256', codeKey).update(code).digest('base64url');
      const isNew = !codes.delete(hash);
      codes.add(hash);
      const [oldest = hash] = codes;
      if (codes.size > codesOfAnAddress) codes.delete(oldest);
      return isNew;
    },
    countRooms: () => rooms.size,
  };
}

function sumWeights(misses: Miss[]): number {
  return misses.reduce((sum, { weight }) => sum + weight, 0);
}

/** Those who wait are remembered longest; but where nobody else is left, memory ends too. */
function dropQuietest(addresses: Map<string, AddressRecord>, newest: string, now: number): void {
  if (addresses.size <= maxAddresses) return;
  const [oldest = newest] = addresses.keys();
  for (const [key, { pausedUntil }] of addresses) {
    if (key === newest || pausedUntil > now) continue;
    addresses.delete(key);
    return;
  }
  addresses.delete(oldest);
}
