/**
 * Runs a look-up by code; an address that guesses is made to wait, over all surfaces together. With `code`, what is
 * looked up, a repeated failure is known for what it is.
 */
export type LookUpCode = <T>(address: string, lookUp: () => Promise<T>, code?: string) => Promise<T>;

/** Runs an entering by id; an address that guesses passwords is made to wait as well, and who gives none is not held up. */
export type ProvePassword = <T>(
  address: string,
  password: string | undefined,
  enter: () => Promise<T>,
) => Promise<T>;
