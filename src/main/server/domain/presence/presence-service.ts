import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';

export interface PresenceService {
  connect(connectionId: string, userId: string): void;
  /** Returns true when the person was not in the room before, on no device and not within the grace. */
  enterRoom(connectionId: string, roomId: string): boolean;
  /** With all lines a person has open at this moment. */
  enterWithAll(userId: string, roomId: string): void;
  exitRoom(connectionId: string, roomId: string): void;
  /** Ends the person's presence in a room at once on all devices: left, kicked. */
  removeFromRoom(userId: string, roomId: string): void;
  /** A broken line: others are told only when nobody came back within the grace. */
  disconnect(connectionId: string): void;
  heartbeat(connectionId: string): void;
  /** Nobody touched the device of this line for a while, or somebody does again. */
  setIdle(connectionId: string, isIdle: boolean): void;
  /** Idle on all lines. */
  isIdle(userId: string): boolean;
  dropRoom(roomId: string): void;
  isOnline(userId: string): boolean;
  listOnline(): string[];
  isPresent(roomId: string, userId: string): boolean;
  countPresent(roomId: string): number;
  /** All rooms somebody is in. */
  listOccupied(): { roomId: string; people: number }[];
  listSessions(): { sessionId: string; userId: string; roomIds: string[] }[];
  /** Open lines: of one person, or of all. */
  countSessions(userId?: string): number;
  listPresent(roomId: string): string[];
  /** Stops all timers. */
  close(): void;
}

interface Presence {
  readonly connections: Set<string>;
  /** Set while the last line is broken and the grace runs. */
  cancelGrace: (() => void) | null;
}

export interface PresenceListener {
  /** The first person came, or the last one went. */
  onRoomOccupied(roomId: string): void;
  onRoomEmptied(roomId: string): void;
  onLastSeen(userId: string, at: number): void;
  onIdleChanged(userId: string): void;
}

interface Options {
  clock: Clock;
  publish: Publish;
  graceMs: number;
  listener: PresenceListener;
}

/** Who is here now. It lives in memory only: after a restart everybody has to come in again. */
export function createPresenceService({ clock, publish, graceMs, listener }: Options): PresenceService {
  const connections = new Map<string, { userId: string; rooms: Set<string>; isIdle: boolean }>();
  const connectionsOf = new Map<string, Set<string>>();
  const rooms = new Map<string, Map<string, Presence>>();
  const idlePeople = new Set<string>();

  /** Who has no line left stays what they were: a reload is not news, the line after it may be. */
  function judgeIdle(userId: string): void {
    const mine = connectionsOf.get(userId);
    if (!mine) return;
    const isIdle = [...mine].every((id) => connections.get(id)?.isIdle);
    if (isIdle === idlePeople.has(userId)) return;
    if (isIdle) idlePeople.add(userId);
    else idlePeople.delete(userId);
    listener.onIdleChanged(userId);
  }

  function endPresence(roomId: string, userId: string): void {
    const people = rooms.get(roomId);
    const presence = people?.get(userId);
    if (!people || !presence) return;
    presence.cancelGrace?.();
    for (const connectionId of presence.connections) connections.get(connectionId)?.rooms.delete(roomId);
    people.delete(userId);
    if (people.size === 0) {
      rooms.delete(roomId);
      listener.onRoomEmptied(roomId);
    }
  }

  function goOffline(roomId: string, userId: string): void {
    endPresence(roomId, userId);
    publish({
      name: 'room:participant-left',
      payload: { roomId, userId, reason: 'offline' },
      to: { roomId },
    });
  }

  function detach(connectionId: string, userId: string, roomId: string, isBroken: boolean): void {
    const presence = rooms.get(roomId)?.get(userId);
    if (!presence?.connections.delete(connectionId) || presence.connections.size > 0) return;
    if (isBroken) presence.cancelGrace = clock.after(graceMs, () => goOffline(roomId, userId));
    else goOffline(roomId, userId);
  }

  function enterRoom(connectionId: string, roomId: string): boolean {
    const connection = connections.get(connectionId);
    if (!connection) return false;
    connection.rooms.add(roomId);
    const people = rooms.get(roomId) ?? new Map<string, Presence>();
    rooms.set(roomId, people);
    const presence = people.get(connection.userId);
    if (presence) {
      presence.cancelGrace?.();
      presence.cancelGrace = null;
      presence.connections.add(connectionId);
      return false;
    }
    people.set(connection.userId, { connections: new Set([connectionId]), cancelGrace: null });
    if (people.size === 1) listener.onRoomOccupied(roomId);
    return true;
  }

  return {
    connect(connectionId, userId) {
      connections.set(connectionId, { userId, rooms: new Set(), isIdle: false });
      const mine = connectionsOf.get(userId) ?? new Set();
      connectionsOf.set(userId, mine.add(connectionId));
      judgeIdle(userId);
    },
    enterRoom,
    enterWithAll(userId, roomId) {
      for (const connectionId of connectionsOf.get(userId) ?? []) enterRoom(connectionId, roomId);
    },
    exitRoom(connectionId, roomId) {
      const connection = connections.get(connectionId);
      if (!connection?.rooms.delete(roomId)) return;
      detach(connectionId, connection.userId, roomId, false);
    },
    removeFromRoom: (userId, roomId) => endPresence(roomId, userId),
    disconnect(connectionId) {
      const connection = connections.get(connectionId);
      if (!connection) return;
      connections.delete(connectionId);
      const mine = connectionsOf.get(connection.userId);
      mine?.delete(connectionId);
      if (mine?.size === 0) connectionsOf.delete(connection.userId);
      judgeIdle(connection.userId);
      listener.onLastSeen(connection.userId, clock.now());
      for (const roomId of connection.rooms) detach(connectionId, connection.userId, roomId, true);
    },
    heartbeat(connectionId) {
      const connection = connections.get(connectionId);
      if (connection) listener.onLastSeen(connection.userId, clock.now());
    },
    setIdle(connectionId, isIdle) {
      const connection = connections.get(connectionId);
      if (!connection) return;
      connection.isIdle = isIdle;
      judgeIdle(connection.userId);
    },
    isIdle: (userId) => idlePeople.has(userId),
    dropRoom(roomId) {
      for (const userId of [...(rooms.get(roomId)?.keys() ?? [])]) endPresence(roomId, userId);
    },
    isOnline: (userId) => connectionsOf.has(userId),
    listOnline: () => [...connectionsOf.keys()],
    isPresent: (roomId, userId) => rooms.get(roomId)?.has(userId) ?? false,
    listOccupied: () => [...rooms].map(([roomId, people]) => ({ roomId, people: people.size })),
    listSessions: () =>
      [...connections].map(([sessionId, { userId, rooms: entered }]) => ({
        sessionId,
        userId,
        roomIds: [...entered],
      })),
    countSessions: (userId) =>
      userId === undefined ? connections.size : (connectionsOf.get(userId)?.size ?? 0),
    countPresent: (roomId) => rooms.get(roomId)?.size ?? 0,
    listPresent: (roomId) => [...(rooms.get(roomId)?.keys() ?? [])],
    close() {
      for (const people of rooms.values()) for (const presence of people.values()) presence.cancelGrace?.();
    },
  };
}
