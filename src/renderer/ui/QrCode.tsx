import { lazy, Suspense } from 'react';
import { Skeleton } from './Skeleton.tsx';

const QrCodeImage = lazy(async () => ({ default: (await import('./QrCodeImage.tsx')).QrCodeImage }));

/** Loaded when first shown; its place is kept meanwhile. */
export function QrCode({ value, size = 200 }: { value: string; size?: number }) {
  return (
    <div style={{ width: size, height: size }}>
      <Suspense fallback={<Skeleton className="size-full" />}>
        <QrCodeImage value={value} size={size} />
      </Suspense>
    </div>
  );
}
