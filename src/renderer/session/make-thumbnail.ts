import { SIZES } from '#shared/contract/limits.ts';

const LONGEST_SIDE = 480;
const QUALITIES = [0.8, 0.6, 0.4, 0.2];

/** A small picture of an image; null for what this browser cannot draw. */
export async function makeThumbnail(image: Blob): Promise<Blob | null> {
  try {
    const bitmap = await createImageBitmap(image);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    for (const quality of QUALITIES) {
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', quality));
      if (blob !== null && blob.size <= SIZES.thumbnailBytes) return blob;
    }
    return null;
  } catch {
    return null;
  }
}
