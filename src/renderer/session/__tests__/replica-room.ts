import type { Message } from '#shared/model/message.ts';
import type { Applied } from '../applied.ts';
import { applyEvent, type Push } from '../apply-event.ts';
import type { HostReplica, RoomReplica } from '../replica.ts';

export const NOW = 1_000_000;

export function getRoom(host: HostReplica): RoomReplica {
  const room = host.rooms['room-1'];
  if (room === undefined) throw new Error('the room is gone');
  return room;
}

export function withRoom(host: HostReplica, change: Partial<RoomReplica>): HostReplica {
  return { ...host, rooms: { 'room-1': { ...getRoom(host), ...change } } };
}

export function receive(host: HostReplica, message: Message): Applied {
  return applyEvent(host, { name: 'room:message-received', payload: { message } }, NOW);
}

export function applyAll(host: HostReplica, pushes: readonly Push[]): HostReplica {
  return pushes.reduce((known, push) => applyEvent(known, push, NOW).host, host);
}

export function listSeqs(host: HostReplica): number[] {
  return getRoom(host).timeline?.messages.map((message) => message.seq) ?? [];
}
