import { ArrowDown } from 'lucide-react';
import { text } from '../../lib/text.ts';

interface JumpPillProps {
  unreadCount: number;
  onJump: () => void;
}

/** Floats over the lower end while the newest messages are out of sight. */
export function JumpPill({ unreadCount, onJump }: JumpPillProps) {
  const { jumpToNewest, newBelow } = text().chat;
  const hasNew = unreadCount > 0;
  return (
    <button
      type="button"
      onClick={onJump}
      aria-label={hasNew ? `${newBelow(unreadCount)}. ${jumpToNewest}` : jumpToNewest}
      className={
        hasNew
          ? 'inline-flex h-9 animate-fade-in items-center gap-1.5 rounded-full bg-accent px-4 font-medium text-on-accent text-sm shadow-popover hover:bg-accent-hover max-md:h-11'
          : 'inline-flex size-9 animate-fade-in items-center justify-center rounded-full border border-line bg-raised text-text-2 shadow-popover hover:bg-hover max-md:size-11'
      }
    >
      <ArrowDown size={16} aria-hidden />
      {hasNew && newBelow(unreadCount)}
    </button>
  );
}
