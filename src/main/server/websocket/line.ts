import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { AppError } from '#shared/contract/errors.ts';
import type { Actor } from '../domain/actor.ts';

/** The two ways of speaking; a line uses for each room the one it joined in. */
export type Family = 'signalling' | 'chat';

/** One program's connection. */
export interface Line {
  readonly id: string;
  readonly address: string;
  /** Who the line is before it proved anything: a guest of this id is made when one is needed. */
  readonly guestId: string;
  readonly guestName: string;
  actor: Actor | null;
  /** Set as soon as the guest is being made. */
  arrival: Promise<Actor> | null;
  /** A guest that was made for this line ends with it. */
  isGuest: boolean;
  readonly rooms: Map<string, Family>;
  /** Set while a join is under way: the room is heard from the moment the seat is taken. */
  joining: Family | null;
  write(bytes: Buffer): void;
  /** Keeps pushes back until the answer to a request is written. */
  hold(): void;
  release(answer: Buffer | null): void;
  close(code: number, reason: string): void;
}

export function assertIn(line: Line, roomId: string): void {
  if (!line.rooms.has(roomId)) throw new AppError('NOT_A_MEMBER', 'Join the room first.');
}

/** More than this waiting for a program that does not read, and its line is cut. */
const MAX_WAITING_BYTES = 1_048_576;

export function createLine(options: {
  id: string;
  guestId: string;
  guestName: string;
  address: string;
  webSocket: WebSocket;
  socket: Duplex;
  onOverflow: (waitingBytes: number) => void;
}): Line {
  const { webSocket, socket } = options;
  let held: Buffer[] | null = null;

  function write(bytes: Buffer): void {
    if (webSocket.readyState !== WebSocket.OPEN) return;
    if (socket.writableLength > MAX_WAITING_BYTES) {
      options.onOverflow(socket.writableLength);
      webSocket.terminate();
      return;
    }
    // Whole frames, and ws never queues any of its own without compression: the order holds.
    socket.write(bytes);
  }

  return {
    id: options.id,
    address: options.address,
    guestId: options.guestId,
    guestName: options.guestName,
    actor: null,
    arrival: null,
    isGuest: false,
    rooms: new Map(),
    joining: null,
    write(bytes) {
      if (held) held.push(bytes);
      else write(bytes);
    },
    hold() {
      held ??= [];
    },
    release(answer) {
      const waiting = held ?? [];
      held = null;
      if (answer) write(answer);
      for (const bytes of waiting) write(bytes);
    },
    close: (code, reason) => webSocket.close(code, reason),
  };
}
