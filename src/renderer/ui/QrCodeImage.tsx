import { encode } from 'uqr';
import { text } from '../lib/text.ts';

/** Always dark on white, in both themes: many scanners refuse the inverse. */
export function QrCodeImage({ value, size }: { value: string; size: number }) {
  const { data, size: modules } = encode(value, { ecc: 'M', border: 2 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      role="img"
      aria-label={text().common.qrCode(value)}
      width={size}
      height={size}
      viewBox={`0 0 ${modules} ${modules}`}
      shapeRendering="crispEdges"
      className="rounded-control"
    >
      <path d={`M0 0h${modules}v${modules}H0z`} fill="#ffffff" />
      <path d={path} fill="#15171e" />
    </svg>
  );
}
