import type { Waiting } from '#shared/model/waiting.ts';
import { mayInRoom } from '../../lib/may-in-room.ts';
import type { HostReplica, RoomRef } from '../../session/replica.ts';

export interface DoorCrowd {
  readonly ref: RoomRef;
  readonly roomName: string;
  readonly people: readonly Waiting[];
}

/** Rooms I may open the door of and at which somebody knocks. Who queues needs nobody: they come in by themselves. */
export function findKnockers(hosts: Readonly<Record<string, HostReplica>>): readonly DoorCrowd[] {
  return Object.entries(hosts).flatMap(([hostKey, host]) =>
    Object.values(host.rooms).flatMap(({ room, waiting }) => {
      const people = waiting.filter(({ kind }) => kind === 'knock');
      if (people.length === 0 || !mayInRoom(room, 'admit')) return [];
      return [{ ref: { hostKey, roomId: room.id }, roomName: room.name, people }];
    }),
  );
}
