import { hashBlob } from './hash-blob.ts';

// The page stays quick: two gigabytes take many seconds.
self.onmessage = ({ data }: MessageEvent<Blob>) => {
  hashBlob(data).then(
    (sum) => self.postMessage({ sum }),
    () => self.postMessage({ sum: null }),
  );
};
