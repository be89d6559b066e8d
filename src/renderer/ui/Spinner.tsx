import { joinClasses } from '../lib/class-names.ts';
import { text } from '../lib/text.ts';

export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    <span role="status" className={joinClasses('inline-flex', className)}>
      <span
        aria-hidden="true"
        className="size-4 animate-spin rounded-full border-2 border-current border-t-transparent"
      />
      <span className="sr-only">{label ?? text().common.loading}</span>
    </span>
  );
}
