import type * as z from 'zod/mini';
import { ADMIN_ROUTES } from './http-admin.ts';
import { AGENT_ROUTES } from './http-agents.ts';
import { CHAT_ROUTES } from './http-chat.ts';
import { CONVERSATION_ROUTES } from './http-conversations.ts';
import { FILE_ROUTES } from './http-files.ts';
import { HOST_ROUTES } from './http-host.ts';
import { HOUSE_ROUTES } from './http-house.ts';
import { JOIN_ROUTES } from './http-join.ts';
import { MESSAGE_ROUTES } from './http-messages.ts';
import { PEOPLE_ROUTES } from './http-people.ts';
import { ROOM_ROUTES } from './http-rooms.ts';
import { RULE_ROUTES } from './http-rules.ts';
import type { RouteContract } from './route.ts';

/** Every REST route, once. The server's handler table must cover each name or it does not compile. */
export const ROUTES = {
  ...CHAT_ROUTES,
  ...CONVERSATION_ROUTES,
  ...FILE_ROUTES,
  ...RULE_ROUTES,
  ...HOUSE_ROUTES,
  ...JOIN_ROUTES,
  ...ADMIN_ROUTES,
  ...AGENT_ROUTES,
  ...PEOPLE_ROUTES,
  ...ROOM_ROUTES,
  ...MESSAGE_ROUTES,
  ...HOST_ROUTES,
} as const satisfies Record<string, RouteContract>;

export type RouteName = keyof typeof ROUTES;
export type RouteParams<N extends RouteName> = z.output<(typeof ROUTES)[N]['params']>;
export type RouteQuery<N extends RouteName> = z.output<(typeof ROUTES)[N]['query']>;
export type RouteBody<N extends RouteName> = z.output<(typeof ROUTES)[N]['body']>;
export type RouteOutput<N extends RouteName> = z.output<(typeof ROUTES)[N]['output']>;
