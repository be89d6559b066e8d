import type { Child } from '../load/child-process.ts';

/** One of the two servers that are compared. */
export interface System {
  readonly name: 'bare' | 'spaces';
  readonly server: Child;
  readonly port: number;
}

/** Seats people in a new room and connects them all; the generator knows them by the system's name. */
export async function connectMembers(
  generator: Child,
  system: System,
  members: number,
  group: string = system.name,
): Promise<{ roomId: string; auths: object[] }> {
  const { roomId, auths } = await system.server.call('prepare', { members });
  const { joined, failure } = await generator.call('join', {
    group,
    port: system.port,
    roomId,
    auths,
  });
  if (failure !== null || joined !== members) {
    throw new Error(`Only ${joined} of ${members} joined ${system.name}: ${failure}`);
  }
  return { roomId, auths };
}
