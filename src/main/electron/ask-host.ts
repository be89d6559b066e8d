import * as z from 'zod/mini';
import { AppError, isErrorCode } from '#shared/contract/errors.ts';
import { type HostInfo, HostInfoSchema, ROUTES } from '#shared/contract/http.ts';
import type { HostAddress } from '#shared/contract/ipc.ts';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import { type Room, RoomSchema } from '#shared/model/room.ts';

const FailureSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const TokenSchema = z.object({ token: z.string() });
const FoundSchema = z.object({ room: RoomSchema });

export interface Person {
  readonly displayName: string;
  readonly deviceId: string;
}

/** One request; a host that cannot be reached, is too slow or no Spaces host at all is NOT_REACHABLE. */
async function requestJson<T>(
  url: string,
  schema: z.ZodMiniType<T>,
  { token, body, signal }: { token?: string; body?: object; signal: AbortSignal },
): Promise<T> {
  let answer: { ok: boolean; json: unknown };
  try {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal,
    });
    answer = { ok: response.ok, json: await response.json() };
  } catch {
    throw new AppError('NOT_REACHABLE', 'The host does not answer.');
  }
  if (!answer.ok) {
    const { data } = FailureSchema.safeParse(answer.json);
    if (data && isErrorCode(data.error.code)) throw new AppError(data.error.code, data.error.message);
    throw new AppError('NOT_REACHABLE', 'No Spaces host answers at this address.');
  }
  const parsed = schema.safeParse(answer.json);
  if (!parsed.success) throw new AppError('NOT_REACHABLE', 'No Spaces host answers at this address.');
  return parsed.data;
}

async function readHostInfo(baseUrl: string, signal: AbortSignal): Promise<HostInfo> {
  const info = await requestJson(`${baseUrl}${ROUTES.getHost.paths[0]}`, HostInfoSchema, { signal });
  if (info.protocol !== PROTOCOL_VERSION) {
    throw new AppError('VERSION_MISMATCH', `${info.name} runs another version of Spaces.`);
  }
  return info;
}

/** Who answers at an address, and the room it has under a code. */
export async function askHost({
  baseUrl,
  code,
  person,
  isOwn,
  signal,
  onReached,
}: {
  baseUrl: string;
  code: string;
  person: Person;
  isOwn: boolean;
  signal: AbortSignal;
  /** Called as soon as the host said who it is, whether it has the room or not. */
  onReached: (host: HostAddress) => void;
}): Promise<{ host: HostAddress; room: Room }> {
  const { hostId, name } = await readHostInfo(baseUrl, signal);
  const host = { baseUrl, hostId, name, isOwn };
  onReached(host);
  const { token } = await requestJson(`${baseUrl}${ROUTES.createGuest.paths[0]}`, TokenSchema, {
    body: person,
    signal,
  });
  const path = ROUTES.getRoomByCode.paths[0].replace(':roomCode', encodeURIComponent(code));
  const { room } = await requestJson(`${baseUrl}${path}`, FoundSchema, { token, signal });
  return { host, room };
}
