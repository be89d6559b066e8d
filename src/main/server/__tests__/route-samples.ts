import * as z from 'zod/mini';
import { ROUTES, type RouteName } from '#shared/contract/http.ts';

export const NAMES = Object.keys(ROUTES) as RouteName[];
export const WITH_BODY = NAMES.filter((name) => ROUTES[name].method !== 'get');
export const WITH_PARAMS = NAMES.filter((name) => ROUTES[name].paths[0].includes(':'));

/** A body that is right, where the empty one is not. */
export const BODIES: Partial<Record<RouteName, object>> = {
  createGuest: { displayName: 'Zoe' },
  createRoom: { name: 'Room' },
  updateRoomState: { locked: true },
  sendMessage: { content: 'hello' },
  sendMessageAnywhere: { content: 'hello', roomId: 'unknown-id' },
  markRead: { lastReadMessageId: 'unknown-id' },
  updateMember: { muted: true },
  banUser: { userId: 'unknown-id' },
};

/** Undoing what was never done is no error there. */
export const FORGIVING: readonly RouteName[] = ['unsaveMessage'];

interface Field {
  readonly type?: string;
  readonly anyOf?: Field[];
  readonly properties?: Record<string, Field>;
}

export function listFields(name: RouteName): [string, Field][] {
  const schema = z.toJSONSchema(ROUTES[name].body, { io: 'input', unrepresentable: 'any' }) as Field;
  return Object.entries(schema.properties ?? {});
}

/** A value of a type that the field does not take. */
export function wrongFor(field: Field): unknown {
  const types = new Set([field.type, ...(field.anyOf ?? []).map((option) => option.type)]);
  return types.has('object') ? 'text' : { not: 'expected' };
}

export const fill = (path: string, value: string) => path.replace(/:\w+/g, value);
