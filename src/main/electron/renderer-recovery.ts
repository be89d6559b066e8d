import { app, type BrowserWindow, dialog } from 'electron';

const TRIES = 3;
const WITHIN = 60_000;

/** A page that died is loaded again; one that keeps dying is a matter for the person. */
export function recoverRenderer({
  window,
  logProblem,
}: {
  window: BrowserWindow;
  logProblem: (reason: string) => void;
}): void {
  let deaths: number[] = [];

  async function ask(): Promise<void> {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: 'The window of Spaces stopped working several times.',
      detail: 'Your rooms are safe. You can load the window again or quit.',
      buttons: ['Load again', 'Quit'],
      defaultId: 0,
      cancelId: 1,
    });
    if (response === 0 && !window.isDestroyed()) window.webContents.reload();
    else app.quit();
  }

  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    logProblem(reason);
    const now = performance.now();
    deaths = [...deaths.filter((then) => now - then < WITHIN), now];
    if (deaths.length <= TRIES) window.webContents.reload();
    else void ask();
  });
}
