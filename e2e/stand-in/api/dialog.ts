import { refuseUnknown } from '../not-imitated.ts';
import type { Recorder } from '../recorder.ts';

interface BoxOptions {
  defaultId?: number;
  cancelId?: number;
}

/** Shows nothing: records what was asked and gives the prepared answer, or else what Escape would give. */
export function createDialog({ record, takeAnswer }: Recorder) {
  function answer<T>(name: string, args: unknown[], otherwise: T): T {
    record(`dialog.${name}`, args.at(-1)); // the window in front is optional
    return takeAnswer(`dialog.${name}`, otherwise);
  }
  const readBox = (args: unknown[]) => args.at(-1) as BoxOptions;
  return refuseUnknown(
    {
      showOpenDialog: async (...args: unknown[]) =>
        answer('showOpenDialog', args, { canceled: true, filePaths: [] }),
      showSaveDialog: async (...args: unknown[]) =>
        answer('showSaveDialog', args, { canceled: true, filePath: '' }),
      async showMessageBox(...args: unknown[]) {
        const { cancelId, defaultId } = readBox(args);
        return answer('showMessageBox', args, {
          response: cancelId ?? defaultId ?? 0,
          checkboxChecked: false,
        });
      },
      showMessageBoxSync(...args: unknown[]) {
        const { cancelId, defaultId } = readBox(args);
        return answer('showMessageBoxSync', args, cancelId ?? defaultId ?? 0);
      },
      showErrorBox(title: string, content: string) {
        record('dialog.showErrorBox', title, content);
        console.error(`${title}: ${content}`);
      },
    },
    'dialog',
  );
}
