import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FoundRoom } from '#shared/contract/ipc.ts';
import type { Failure } from '#shared/contract/result.ts';

export type Search =
  | { readonly phase: 'idle' }
  | { readonly phase: 'searching'; readonly code: string }
  | { readonly phase: 'found'; readonly code: string; readonly found: FoundRoom }
  | { readonly phase: 'failed'; readonly code: string; readonly error: Failure };

/** The way from a code to a seat, on the lobby's card and on the gate. */
export interface JoinForm {
  readonly search: Search;
  readonly name: string;
  readonly nameError: string | null;
  readonly password: string;
  readonly refusal: Failure | null;
  readonly isJoining: boolean;
  /** Rises with every refusal, so that the focus can follow. */
  readonly refusals: number;
}

export type JoinFormStore = StoreApi<JoinForm>;

export function createJoinFormStore(): JoinFormStore {
  return createStore<JoinForm>(() => ({
    search: { phase: 'idle' },
    name: '',
    nameError: null,
    password: '',
    refusal: null,
    isJoining: false,
    refusals: 0,
  }));
}
