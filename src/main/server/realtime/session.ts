import type { Actor } from '../domain/actor.ts';
import type { Outlet } from './broadcast-channel.ts';
import { type Frame, joinFrames } from './frame-encoder.ts';
import type { FrameWriter } from './frame-writer.ts';
import type { RoomBroadcaster } from './room-broadcaster.ts';

export type SessionState =
  | { readonly kind: 'waiting'; readonly cancelDeadline: () => void }
  | { readonly kind: 'authenticated'; readonly actor: Actor; readonly outlet: Outlet }
  | { readonly kind: 'closed' };

/** What the host knows of one connection. */
export interface Session {
  readonly id: string;
  readonly address: string;
  readonly writer: FrameWriter;
  /** Ends the connection; a client that is told so does not come back by itself. */
  readonly hangUp: () => void;
  state: SessionState;
  /** Rooms this connection joined, the last one last. Leaving is the broadcaster's to know. */
  readonly joinedRoomIds: Set<string>;
  lastStatus: string | null;
  /** Pending while a request runs that decides what later ones mean: joining before talking. */
  gate: Promise<unknown> | null;
  /** Requests in the window that ends then. */
  requestCount: number;
  windowEndsAt: number;
}

export function createSession({
  id,
  address,
  writer,
  hangUp,
  cancelDeadline,
}: Pick<Session, 'id' | 'address' | 'writer' | 'hangUp'> & { cancelDeadline: () => void }): Session {
  return {
    id,
    address,
    writer,
    hangUp,
    state: { kind: 'waiting', cancelDeadline },
    joinedRoomIds: new Set(),
    lastStatus: null,
    gate: null,
    requestCount: 0,
    windowEndsAt: 0,
  };
}

/** From here on the connection hears what is published for its person. */
export function authenticateSession(session: Session, actor: Actor, broadcaster: RoomBroadcaster): Outlet {
  if (session.state.kind === 'waiting') session.state.cancelDeadline();
  const outlet = broadcaster.add({ userId: actor.userId, writer: session.writer });
  session.state = { kind: 'authenticated', actor, outlet };
  return outlet;
}

export function closeSession(session: Session, broadcaster: RoomBroadcaster): void {
  if (session.state.kind === 'waiting') session.state.cancelDeadline();
  if (session.state.kind === 'authenticated') broadcaster.remove(session.state.outlet);
  session.state = { kind: 'closed' };
}

/** Tells this connection something, in order with the pushes it hears. */
export function replyTo(session: Session, broadcaster: RoomBroadcaster, frames: readonly Frame[]): void {
  if (session.state.kind === 'authenticated') {
    for (const frame of frames) broadcaster.reply(session.state.outlet, frame);
  } else {
    session.writer.write(frames, joinFrames(frames));
  }
}

export function rememberJoined(session: Session, roomId: string): void {
  session.joinedRoomIds.delete(roomId);
  session.joinedRoomIds.add(roomId);
}

/** The room a request without roomId means: the one joined last that is still heard. */
export function findLastJoined(session: Session, outlet: Outlet): string | undefined {
  return [...session.joinedRoomIds].reverse().find((roomId) => outlet.roomIds.has(roomId));
}

/** Counts a request; false when the connection made too many in the last ten seconds. */
export function countRequest(session: Session, limit: number, now: number): boolean {
  if (now >= session.windowEndsAt) {
    session.windowEndsAt = now + REQUEST_WINDOW_MS;
    session.requestCount = 0;
  }
  session.requestCount += 1;
  return session.requestCount <= limit;
}

const REQUEST_WINDOW_MS = 10_000;
