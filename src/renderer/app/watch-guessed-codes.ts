import { text } from '../lib/text.ts';
import type { Session } from '../session/create-session.ts';
import { showToast } from '../ui/toast-store.ts';

/** The owner hears wherever they are that somebody was after their room. */
export function watchGuessedCodes({ session }: { session: Session }): () => void {
  return session.actions.onPush((_hostKey, push) => {
    if (push.name !== 'room:code-guessed') return;
    showToast(text().network.codeGuessed(push.payload.name), { tone: 'bad' });
  });
}
