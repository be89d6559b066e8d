import type { ReactNode } from 'react';

/** While somebody points at a card or has the focus in one, `onHold` keeps their order. */
export function CardGrid({ onHold, children }: { onHold: (isHeld: boolean) => void; children: ReactNode }) {
  return (
    <ul
      className="grid gap-3 md:grid-cols-2 lg:grid-cols-3"
      onPointerEnter={() => onHold(true)}
      onPointerLeave={() => onHold(false)}
      onFocus={() => onHold(true)}
      onBlur={() => onHold(false)}
    >
      {children}
    </ul>
  );
}
