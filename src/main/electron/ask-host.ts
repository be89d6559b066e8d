import * as z from 'zod/mini';
import { AppError, isErrorCode } from '#shared/contract/errors.ts';
import { ROUTES } from '#shared/contract/http.ts';
import { type Room, RoomSchema } from '#shared/model/room.ts';

const FailureSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const TokenSchema = z.object({ token: z.string() });
const FoundSchema = z.object({ room: RoomSchema });

export interface Person {
  readonly displayName: string;
  readonly deviceId: string;
}

/** One request to one host, however it travels. Rejects when the host cannot be reached. */
export type Ask = (question: {
  path: string;
  token?: string;
  body?: object;
}) => Promise<{ status: number; body: string }>;

/** Over plain HTTP: good for this machine's own host, which is reached on loopback. */
export function askOverLoopback({ url, signal }: { url: string; signal: AbortSignal }): Ask {
  return async ({ path, token, body }) => {
    const response = await fetch(`${url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal,
    });
    return { status: response.status, body: await response.text() };
  };
}

async function askFor<T>(ask: Ask, schema: z.ZodMiniType<T>, question: Parameters<Ask>[0]): Promise<T> {
  let answer: { status: number; json: unknown };
  try {
    const { status, body } = await ask(question);
    answer = { status, json: JSON.parse(body) };
  } catch {
    throw new AppError('NOT_REACHABLE', 'The host does not answer.');
  }
  if (answer.status >= 400) {
    const { data } = FailureSchema.safeParse(answer.json);
    if (data && isErrorCode(data.error.code)) throw new AppError(data.error.code, data.error.message);
  }
  const parsed = schema.safeParse(answer.json);
  if (!parsed.success) throw new AppError('NOT_REACHABLE', 'No Spaces host answers at this address.');
  return parsed.data;
}

/** The room a host has under a code, as the person who will join it sees it. */
export async function readRoom({
  ask,
  code,
  person,
}: {
  ask: Ask;
  code: string;
  person: Person;
}): Promise<Room> {
  // Looking a code up renames nobody: the name counts when the room is joined.
  const body = { ...person, keepName: true };
  const { token } = await askFor(ask, TokenSchema, { path: ROUTES.createGuest.paths[0], body });
  const path = ROUTES.getRoomByCode.paths[0].replace(':roomCode', encodeURIComponent(code));
  const { room } = await askFor(ask, FoundSchema, { path, token });
  return room;
}
