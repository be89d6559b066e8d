import type { ServerResponse } from 'node:http';
import type { Fields, Values } from './fields.ts';

type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

export interface RouteCall<Path extends string, Query extends Fields, Body extends Fields> {
  readonly params: Readonly<Record<Names<Path>, string>>;
  readonly query: Values<Query>;
  readonly body: Values<Body>;
  readonly credentials: Credentials;
  /** Fires when the caller goes away. */
  readonly signal: AbortSignal;
  readonly response: ServerResponse;
  /** For work that stays open: refused when too much does already. */
  readonly hold: <T>(work: () => Promise<T>) => Promise<T>;
}

/** What a request carries to prove who sends it; an empty header counts as none. */
export interface Credentials {
  readonly inbox: string | null;
  readonly namespace: string | null;
  readonly admin: string | null;
}

/** A prepared answer: the same bytes for everybody who gets the same. */
export class RawJson {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly query: Fields;
  /** Null when the route takes none, and does not look at what came. */
  readonly body: { readonly fields: Fields; readonly isOptional: boolean } | null;
  readonly handle: (call: RouteCall<string, Fields, Fields>) => Promise<unknown>;
}

const NOTHING = {};

// biome-ignore lint/complexity/noBannedTypes: a route without fields has exactly none
type NoFields = {};

/** One line of the API. The path's {names}, the query and the body give the handler's types. */
export function route<
  const Path extends string,
  Query extends Fields = NoFields,
  Body extends Fields = NoFields,
>(given: {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: Path;
  query?: Query;
  body?: Body;
  /** A missing body or `null` counts as one without fields. */
  isBodyOptional?: boolean;
  handle: (call: RouteCall<Path, Query, Body>) => Promise<unknown>;
}): Route {
  return {
    method: given.method,
    path: given.path,
    query: given.query ?? NOTHING,
    body: given.body ? { fields: given.body, isOptional: given.isBodyOptional ?? false } : null,
    // The table is checked route by route; a loop over it cannot carry that proof to the compiler.
    handle: given.handle as unknown as Route['handle'],
  };
}
