import * as z from 'zod/mini';

export const Id = z.string().check(z.minLength(1), z.maxLength(64));
const Nothing = z.object({});
export const RoomPath = z.object({ roomId: Id });

export const QueryNumber = (min: number, max: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/, { error: 'must be a whole number' })),
    z.pipe(z.transform(Number), z.int().check(z.gte(min), z.lte(max))),
  );

export const PageQuery = z.object({
  q: z.optional(z.string().check(z.maxLength(200))),
  limit: z.optional(QueryNumber(1, 200)),
  cursor: z.optional(Id),
});

export interface RouteContract {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express paths; several spellings of one route share a handler. */
  readonly paths: readonly [string, ...string[]];
  /** `open` needs no token; `admin` needs the host's own; `loopback` needs one only from other machines. */
  readonly access: 'open' | 'user' | 'admin' | 'loopback';
  /** One sentence for the OpenAPI document. */
  readonly summary: string;
  readonly params: z.ZodMiniType;
  readonly query: z.ZodMiniType;
  readonly body: z.ZodMiniType;
  readonly output: z.ZodMiniType;
  readonly status: 200 | 201;
  /** Set where the answer is a file: the handler gives `{fileName, content}`. */
  readonly produces: string | null;
}

const DEFAULTS = {
  access: 'user',
  params: Nothing,
  query: Nothing,
  body: Nothing,
  output: Nothing,
  status: 200,
  produces: null,
} as const;

// Spelled out: the type of a spread of a generic would keep the defaults beside what is given.
export const route = <
  const R extends Partial<RouteContract> & Pick<RouteContract, 'method' | 'paths' | 'summary'>,
>(
  given: R,
): Omit<typeof DEFAULTS, keyof R> & R => ({ ...DEFAULTS, ...given });
