import type {
  ROUTES,
  RouteBody,
  RouteName,
  RouteOutput,
  RouteParams,
  RouteQuery,
} from '#shared/contract/http.ts';
import type { Actor } from '../domain/actor.ts';

/** What a handler gets: everything parsed, the caller known. */
export interface RouteInput<N extends RouteName> {
  readonly actor: (typeof ROUTES)[N]['access'] extends 'user' ? Actor : null;
  readonly params: RouteParams<N>;
  readonly query: RouteQuery<N>;
  readonly body: RouteBody<N>;
  /** The caller's network address. */
  readonly address: string;
  /** Answers with another status than the contract's usual one. */
  setStatus(status: number): void;
}

export type RouteHandler<N extends RouteName> = (input: RouteInput<N>) => Promise<RouteOutput<N>>;

/** Complete, or it does not compile. */
export type RouteHandlers = { readonly [N in RouteName]: RouteHandler<N> };
