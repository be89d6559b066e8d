import { existsSync, readFileSync } from 'node:fs';
import { refuseUnknown } from '../not-imitated.ts';

const PNG_SIGNATURE = 0x89504e47;

function createImage(bytes: Buffer = Buffer.alloc(0)) {
  const isPng = bytes.length > 24 && bytes.readUInt32BE(0) === PNG_SIGNATURE;
  const image = {
    isEmpty: () => bytes.length === 0,
    toPNG: () => bytes,
    toDataURL: () => `data:image/png;base64,${bytes.toString('base64')}`,
    getSize: () =>
      isPng ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : { width: 0, height: 0 },
    resize: (): unknown => createImage(bytes),
    addRepresentation: () => undefined,
    setTemplateImage: () => undefined,
  };
  return refuseUnknown(image, 'NativeImage');
}

export function createNativeImage() {
  return refuseUnknown(
    {
      createEmpty: () => createImage(),
      createFromBuffer: (bytes: Buffer) => createImage(bytes),
      createFromPath: (path: string) => createImage(existsSync(path) ? readFileSync(path) : undefined),
      createFromDataURL: (url: string) => createImage(Buffer.from(url.split(',')[1] ?? '', 'base64')),
    },
    'nativeImage',
  );
}
