import { createCodeJoinHost, type RoomWithCode } from '../code-join-host.ts';
import type { JoinTransport } from '../code-join-joiner.ts';
import type { LineBinding } from '../code-join-keys.ts';
import { createGuessLimiter } from '../guess-limiter.ts';
import { createJoinTicketStore } from '../join-ticket-store.ts';

export const binding: LineBinding = { hostId: 'host-1', fingerprint: 'a'.repeat(64) };
export const noSuchCode = { ok: false, reason: 'no-such-code' };

export function createRoom(roomId: string, code: string): RoomWithCode {
  const card = { name: `The room ${roomId}`, people: 2, capacity: 10, isLocked: false, hasPassword: false };
  return { roomId, code, card };
}

/** A host in memory: real exchange, real limiter and tickets, only the clock is the test's. */
export function createTestHost({ rooms = [createRoom('one', 'AAAAAA'), createRoom('two', 'BBBBBB')] } = {}) {
  const state = { time: 1_000_000, rooms, attacked: [] as string[], wire: [] as string[] };
  const now = () => state.time;
  const tickets = createJoinTicketStore({ now });
  const limiter = createGuessLimiter({ now, onRoomUnderAttack: (roomId) => state.attacked.push(roomId) });
  const host = createCodeJoinHost({ binding, listRooms: () => state.rooms, tickets, limiter, now });

  function createTransport(address = '10.0.0.9'): JoinTransport {
    const record = <Value>(value: Value): Value => {
      state.wire.push(JSON.stringify(value));
      return value;
    };
    return {
      start: async (request) => record(await host.startExchange(record(request), { address })),
      finish: async (request) => record(host.finishExchange(record(request), { address })),
    };
  }
  return { state, tickets, limiter, host, createTransport };
}
