import { refuseUnknown } from '../not-imitated.ts';

export function createClipboard() {
  let text = '';
  return refuseUnknown(
    {
      writeText(written: string) {
        text = written;
      },
      readText: () => text,
      clear() {
        text = '';
      },
    },
    'clipboard',
  );
}
