import { createHash, randomBytes as cryptoRandomBytes } from 'node:crypto';

const defaultLifetimeMs = 60_000;
const defaultMaxTickets = 10_000;

export interface JoinTicketStore {
  readonly lifetimeMs: number;
  issueTicket(roomId: string): string;
  /** Answers the room once; a ticket that was used, has expired or never existed opens nothing. */
  redeemTicket(ticket: string): string | undefined;
  /** When a room is deleted or its code changes, what was handed out for it is void. */
  revokeRoom(roomId: string): void;
}

/** Kept as hashes, so that a look-up is no timing oracle and a memory dump holds no ticket. */
export function createJoinTicketStore({
  now,
  randomBytes = cryptoRandomBytes,
  lifetimeMs = defaultLifetimeMs,
  maxTickets = defaultMaxTickets,
}: {
  now: () => number;
  randomBytes?: (size: number) => Uint8Array;
  lifetimeMs?: number;
  maxTickets?: number;
}): JoinTicketStore {
  const tickets = new Map<string, { roomId: string; expiresAt: number }>();

  /** All live equally long, so the first ones in the map are the first to expire. */
  function dropExpired(): void {
    for (const [hash, entry] of tickets) {
      if (entry.expiresAt > now() && tickets.size < maxTickets) return;
      tickets.delete(hash);
    }
  }

  return {
    lifetimeMs,
    issueTicket: (roomId) => {
      dropExpired();
      const ticket = Buffer.from(randomBytes(32)).toString('base64url');
      tickets.set(hashTicket(ticket), { roomId, expiresAt: now() + lifetimeMs });
      return ticket;
    },
    redeemTicket: (ticket) => {
      const hash = hashTicket(ticket);
      const entry = tickets.get(hash);
      tickets.delete(hash);
      return entry && entry.expiresAt > now() ? entry.roomId : undefined;
    },
    revokeRoom: (roomId) => {
      for (const [hash, entry] of tickets) if (entry.roomId === roomId) tickets.delete(hash);
    },
  };
}

function hashTicket(ticket: string): string {
  return createHash('sha256').update(ticket).digest('base64');
}
