import type { Result } from '#shared/contract/result.ts';
import { connect, type TestSocket } from '../socket-client.ts';
import { CALLERS, type Caller, type Expected } from './callers.ts';
import { type Cast, type Scene, setScene } from './scene.ts';

/** Everybody but who was removed: their lines are cut, and they open no other. */
export type Connected = Exclude<Caller, 'removed'>;
export const CONNECTED = CALLERS.filter((one): one is Connected => one !== 'removed');

export interface SocketScene extends Scene {
  /** Whoever had a seat is present in the room; who was sent away was, and their line is open. */
  readonly sockets: Record<Connected, TestSocket>;
}

/** Lines that were open and in the room before anybody was sent away. */
export async function setSocketScene(
  cast: Cast,
  visibility: 'private' | 'public',
  sockets: Record<Connected, TestSocket>,
): Promise<SocketScene> {
  const scene = await setScene(cast, visibility, async ({ id }) => {
    for (const caller of CONNECTED) {
      if (caller !== 'outsider') await sockets[caller].ask('room:join', { roomId: id });
    }
  });
  return { ...scene, sockets };
}

export async function connectCast({ host, people }: Cast): Promise<Record<Connected, TestSocket>> {
  const lines = await Promise.all(
    CONNECTED.map(async (caller) => [caller, await connect(host, people[caller])] as const),
  );
  return Object.fromEntries(lines) as Record<Connected, TestSocket>;
}

export interface SocketGiven extends SocketScene {
  readonly caller: Connected;
  readonly line: TestSocket;
  readonly roomId: string;
}

/** What one request comes to for each caller. */
export interface SocketRow {
  readonly expected: Omit<Expected, 'removed'>;
  readonly inPublic?: Partial<Expected>;
  readonly isAlone?: boolean;
  readonly letsIn?: boolean;
  readonly request: (given: SocketGiven) => Promise<Result<unknown>>;
}
