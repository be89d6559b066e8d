import { lazyPart } from './lazy-part.tsx';
import { Skeleton } from './Skeleton.tsx';

const QrCodeImage = lazyPart(
  async () => (await import('./QrCodeImage.tsx')).QrCodeImage,
  <Skeleton className="size-full" />,
);

/** Loaded when first shown; its place is kept meanwhile. */
export function QrCode({ value, size = 200 }: { value: string; size?: number }) {
  return (
    <div style={{ width: size, height: size }}>
      <QrCodeImage value={value} size={size} />
    </div>
  );
}
