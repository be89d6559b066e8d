import { joinClasses } from '../lib/class-names.ts';

/** A grey shape in the size of what is coming. The container says in words that it loads. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={joinClasses('block animate-pulse rounded-control bg-pressed', className)}
    />
  );
}
