import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** What was put away stays within reach, below what is in use. */
export function ArchiveFold({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="-mx-2 flex h-9 w-fit select-none list-none items-center gap-1 rounded-control px-2 font-medium text-sm text-text-2 hover:bg-hover max-md:h-11">
        <ChevronRight size={16} aria-hidden className="transition-transform group-open:rotate-90" />
        {label}
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}
