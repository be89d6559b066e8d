import type { ErrorCode } from './errors.ts';

/** What crosses a process: an error never travels as a rejection, because Electron keeps only its text. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: Record<string, unknown>;
}

export type Result<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: Failure };

export function succeed<T>(data: T): Result<T> {
  return { ok: true, data };
}

export function fail(error: Failure): Result<never> {
  return { ok: false, error };
}
