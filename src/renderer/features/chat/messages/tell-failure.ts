import type { Result } from '#shared/contract/result.ts';
import { errorSentence } from '../../../lib/error-sentence.ts';
import { showToast } from '../../../ui/toast-store.ts';

/** Says why something did not work; what worked needs no words. */
export function tellFailure(result: Result<unknown>): void {
  if (!result.ok) showToast(errorSentence(result.error), { tone: 'bad' });
}
