import type { HostAddress } from '#shared/contract/ipc.ts';
import { fail, type Result, succeed } from '#shared/contract/result.ts';
import type { CreateRoom } from '#shared/model/room.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import type { SessionActions } from '../../session/create-session.ts';
import type { RoomRef } from '../../session/replica.ts';
import type { JoinRequest } from './join-form-actions.ts';

interface Parts {
  readonly actions: SessionActions;
  readonly bridge: Bridge;
}

async function connectToFound(
  { actions, bridge }: Parts,
  { found, displayName }: JoinRequest,
): Promise<Result<unknown>> {
  // Chosen in the lobby instead of proven by a code: believed from the first word on, and held to it.
  if (found.host.trust === null) {
    const trusted = await bridge.trustHost(found.host);
    if (!trusted.ok) return trusted;
  }
  return actions.connectHost({ address: found.host, displayName });
}

/** Connects to the host that was found and takes a seat there. */
export async function joinByRequest(parts: Parts, request: JoinRequest): Promise<Result<RoomRef>> {
  const { found, password } = request;
  const connected = await connectToFound(parts, request);
  if (!connected.ok) return connected;
  return parts.actions.joinRoom(found.host.hostKey, {
    roomId: found.room.id,
    roomCode: found.room.roomCode,
    ...(found.ticket === undefined ? {} : { ticket: found.ticket }),
    ...(password === undefined ? {} : { password }),
  });
}

/** Connects and takes the seat that an invitation promises, past lock and password. */
export async function acceptByRequest(
  parts: Parts,
  request: JoinRequest & { invite: string },
): Promise<Result<RoomRef>> {
  const hostKey = request.found.host.hostKey;
  const connected = await connectToFound(parts, request);
  if (!connected.ok) return connected;
  const accepted = await parts.actions.callHost(hostKey, {
    name: 'acceptInvite',
    params: { token: request.invite },
    body: {},
  });
  if (!accepted.ok) return accepted;
  return parts.actions.joinRoom(hostKey, { roomId: accepted.data.room.id });
}

/** Connects to the host that was found and knocks, or takes a place in the queue. */
export async function waitByRequest(parts: Parts, request: JoinRequest): Promise<Result<null>> {
  const { found, password } = request;
  const connected = await connectToFound(parts, request);
  if (!connected.ok) return connected;
  return parts.actions.waitAtDoor(found.host.hostKey, {
    room: found.room,
    ...(password === undefined ? {} : { password }),
  });
}

export async function createOnHost(
  actions: SessionActions,
  { host, room, displayName }: { host: HostAddress; room: CreateRoom; displayName: string },
): Promise<Result<RoomRef>> {
  const connected = await actions.connectHost({ address: host, displayName });
  return connected.ok ? actions.createRoom(host.hostKey, room) : connected;
}

export const NO_HOST = fail({ code: 'NOT_REACHABLE', message: 'There is no host to make rooms on.' });

/** Answers how many rooms were made. */
export async function makeTeamRooms(
  actions: SessionActions,
  { host, displayName }: { host: HostAddress | null; displayName: string },
): Promise<Result<number>> {
  if (host === null) return NO_HOST;
  const hostKey = host.hostKey;
  const connected = await actions.connectHost({ address: host, displayName });
  if (!connected.ok) return connected;
  const made = await actions.callHost(hostKey, { name: 'createTeamRooms' });
  if (!made.ok) return made;
  await actions.watchRooms(hostKey);
  return succeed(made.data.rooms.length);
}
