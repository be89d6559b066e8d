import type { Server } from 'socket.io';

/**
 * A dead line is noticed within 9 s, and in a crowd, where each ping is a write and a wake-up too many, within
 * 33 s: with the grace of presence still inside the promised 45 s. Clients take their own patience from this rhythm.
 */
export const PING_EVERY_MS = 4_000;
export const PONG_WITHIN_MS = 4_500;
const CROWD = { connections: 1_000, pingEveryMs: 25_000, pongWithinMs: 8_000 };

/** Each connection is told its rhythm when it opens, and keeps it. */
export function setHeartbeat(engine: Server['engine']): void {
  const isCrowd = engine.clientsCount >= CROWD.connections;
  engine.opts.pingInterval = isCrowd ? CROWD.pingEveryMs : PING_EVERY_MS;
  engine.opts.pingTimeout = isCrowd ? CROWD.pongWithinMs : PONG_WITHIN_MS;
}
