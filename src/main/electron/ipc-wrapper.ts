import { ipcMain, type WebContents } from 'electron';
import type { IpcName, IpcPushes, IpcPushName } from '#shared/contract/ipc.ts';
import { IPC_NAMES } from '#shared/contract/ipc-names.ts';
import { fail } from '#shared/contract/result.ts';
import { answerRequest, type IpcHandlers } from './answer-request.ts';
import { isTrustedSender } from './trusted-page.ts';

/** Answers every request of the contract, for the main frame of our own window only. Answers the undo. */
export function serveIpc({
  handlers,
  origin,
  getContents,
  logUnexpected,
}: {
  handlers: IpcHandlers;
  origin: string;
  getContents: () => WebContents | null;
  logUnexpected: (name: IpcName, error: unknown) => string;
}): () => void {
  for (const name of IPC_NAMES) {
    ipcMain.handle(name, ({ sender, senderFrame }, input: unknown) => {
      const windowContentsId = getContents()?.id ?? null;
      if (!isTrustedSender({ contentsId: sender.id, frame: senderFrame }, { windowContentsId, origin })) {
        return fail({ code: 'NOT_ALLOWED', message: 'This page may not ask.' });
      }
      return answerRequest({ name, input, handlers, logUnexpected });
    });
  }
  return () => {
    for (const name of IPC_NAMES) ipcMain.removeHandler(name);
  };
}

export type Push = <N extends IpcPushName>(name: N, payload: IpcPushes[N]) => void;

/** Tells the page something; while it loads, nobody would hear, so it waits for the page. */
export function createPush({ getContents }: { getContents: () => WebContents | null }): Push {
  return (name, payload) => {
    const contents = getContents();
    if (!contents || contents.isDestroyed()) return;
    const send = () => {
      if (!contents.isDestroyed()) contents.send(name, payload);
    };
    // Before its first page a window does not even say that it loads.
    if (contents.isLoading() || contents.getURL() === '') contents.once('did-finish-load', send);
    else send();
  };
}
