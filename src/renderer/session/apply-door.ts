import { type Applied, unchanged } from './applied.ts';
import type { Push } from './apply-event.ts';
import type { Door, HostReplica } from './replica.ts';

type DoorPush = Extract<Push, { name: 'room:wait-updated' | 'room:admitted' | 'room:denied' }>;

export function changeDoor(host: HostReplica, roomId: string, change: (door: Door) => Door): HostReplica {
  const door = host.doors[roomId];
  return door === undefined ? host : { ...host, doors: { ...host.doors, [roomId]: change(door) } };
}

export function closeDoor(host: HostReplica, roomId: string): HostReplica {
  if (!Object.hasOwn(host.doors, roomId)) return host;
  const { [roomId]: _, ...doors } = host.doors;
  return { ...host, doors };
}

/** What the host tells somebody who stands at a door. */
export function applyDoor(host: HostReplica, push: DoorPush): Applied {
  const { roomId } = push.payload;
  switch (push.name) {
    case 'room:wait-updated': {
      const { kind, position } = push.payload;
      return unchanged(changeDoor(host, roomId, (door) => ({ ...door, state: 'waiting', kind, position })));
    }
    case 'room:denied': {
      const { reason } = push.payload;
      return unchanged(changeDoor(host, roomId, (door) => ({ ...door, state: 'denied', reason })));
    }
    case 'room:admitted':
      return { host: closeDoor(host, roomId), followUps: [{ kind: 'fetch-room', roomId }] };
  }
}
