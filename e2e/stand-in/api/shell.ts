import { refuseUnknown } from '../not-imitated.ts';
import type { Recorder } from '../recorder.ts';

export function createShell({ record, takeAnswer }: Recorder) {
  return refuseUnknown(
    {
      openExternal: async (url: string) => record('shell.openExternal', url),
      async openPath(path: string) {
        record('shell.openPath', path);
        return takeAnswer('shell.openPath', '');
      },
      showItemInFolder: (path: string) => record('shell.showItemInFolder', path),
      trashItem: async (path: string) => record('shell.trashItem', path),
      beep: () => record('shell.beep'),
    },
    'shell',
  );
}
