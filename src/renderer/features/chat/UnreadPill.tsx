import { ArrowUp } from 'lucide-react';
import { laterText } from '../../lib/later-text.ts';

/** Floats over the upper end while the first new message is above, loaded or not. */
export function UnreadPill({ onJump }: { onJump: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 top-3 flex justify-center">
      <button
        type="button"
        onClick={onJump}
        className="pointer-events-auto inline-flex h-9 animate-fade-in items-center gap-1.5 rounded-full border border-line bg-raised px-4 font-medium text-accent-text text-sm shadow-popover hover:bg-hover max-md:h-11"
      >
        <ArrowUp size={16} aria-hidden />
        {laterText().panels.jumpToUnread}
      </button>
    </div>
  );
}
