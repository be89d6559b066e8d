import type { HostAddress } from '#shared/contract/ipc.ts';
import type { Result } from '#shared/contract/result.ts';
import type { CreateRoom } from '#shared/model/room.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import type { SessionActions } from '../../session/create-session.ts';
import type { RoomRef } from '../../session/replica.ts';
import type { JoinRequest } from './join-form-actions.ts';

/** Connects to the host that was found and takes a seat there. */
export async function joinByRequest(
  { actions, bridge }: { actions: SessionActions; bridge: Bridge },
  { found, displayName, password }: JoinRequest,
): Promise<Result<RoomRef>> {
  // Chosen in the lobby instead of proven by a code: believed from the first word on, and held to it.
  if (found.host.trust === null) {
    const trusted = await bridge.trustHost(found.host);
    if (!trusted.ok) return trusted;
  }
  const hostUrl = found.host.baseUrl;
  const connected = await actions.connectHost({ address: found.host, displayName });
  if (!connected.ok) return connected;
  return actions.joinRoom(hostUrl, {
    roomId: found.room.id,
    roomCode: found.room.roomCode,
    ...(found.ticket === undefined ? {} : { ticket: found.ticket }),
    ...(password === undefined ? {} : { password }),
  });
}

/** Connects to the host that was found and knocks, or takes a place in the queue. */
export async function waitByRequest(
  actions: SessionActions,
  { found, displayName, password }: JoinRequest,
): Promise<Result<null>> {
  const connected = await actions.connectHost({ address: found.host, displayName });
  if (!connected.ok) return connected;
  return actions.waitAtDoor(found.host.baseUrl, {
    room: found.room,
    ...(password === undefined ? {} : { password }),
  });
}

export async function createOnHost(
  actions: SessionActions,
  { host, room, displayName }: { host: HostAddress; room: CreateRoom; displayName: string },
): Promise<Result<RoomRef>> {
  const connected = await actions.connectHost({ address: host, displayName });
  return connected.ok ? actions.createRoom(host.baseUrl, room) : connected;
}
