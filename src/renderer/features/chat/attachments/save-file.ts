import type { Bridge } from '../../../bridge/bridge.ts';
import { errorSentence } from '../../../lib/error-sentence.ts';
import type { SessionActions } from '../../../session/create-session.ts';
import { showToast } from '../../../ui/toast-store.ts';

interface SaveOptions {
  bridge: Bridge;
  session: Pick<SessionActions, 'linkFile'>;
  hostKey: string;
  fileId: string;
}

/** Saves a file where the browser saves files; never through this page’s memory. */
export async function saveFile({ bridge, session, hostKey, fileId }: SaveOptions): Promise<void> {
  const link = await session.linkFile(hostKey, fileId);
  if (!link.ok) return showToast(errorSentence(link.error), { tone: 'bad' });
  const saved = await bridge.saveFile(`${link.data}&download=1`);
  if (!saved.ok) showToast(errorSentence(saved.error), { tone: 'bad' });
}
