import type { Failure } from '#shared/contract/result.ts';
import { text } from './text.ts';

/** A failure as a sentence that says what to do; the host's own words are never shown. */
export function errorSentence(failure: Pick<Failure, 'code' | 'details'>): string {
  return text().errors[failure.code](failure.details ?? {});
}

/** The same for somebody inside who wants to bring another one in. */
export function insideSentence(failure: Pick<Failure, 'code' | 'details'>): string {
  return failure.code === 'ROOM_FULL' ? text().waiting.fullInside : errorSentence(failure);
}
