import type { ErrorCode } from '#shared/contract/errors.ts';
import type { Result } from '#shared/contract/result.ts';
import { errorSentence } from '../lib/error-sentence.ts';
import { laterText } from '../lib/later-text.ts';
import { showToast } from './toast-store.ts';

/** How saving a file ended, where the system does not show it itself. */
export function tellSaved(name: string, saved: Result<{ isSaved: boolean }>): void {
  const t = laterText().files;
  if (saved.ok) {
    if (saved.data.isSaved) showToast(t.saved(name));
  } else {
    const sentences: Partial<Record<ErrorCode, string>> = {
      NOT_REACHABLE: t.notSaved(name),
      CONFLICT: t.damaged(name),
    };
    showToast(sentences[saved.error.code] ?? errorSentence(saved.error), { tone: 'bad' });
  }
}
