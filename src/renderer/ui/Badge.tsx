import type { ReactNode } from 'react';
import { joinClasses } from '../lib/class-names.ts';
import { text } from '../lib/text.ts';

/** How many messages are unread; nothing when there are none. */
export function UnreadBadge({ count, isQuiet = false }: { count: number; isQuiet?: boolean }) {
  if (count === 0) return null;
  return (
    <span
      className={joinClasses(
        'inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-full px-1.5 font-semibold text-xs tabular-nums',
        isQuiet ? 'bg-pressed text-text-2' : 'bg-accent text-on-accent',
      )}
    >
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="sr-only">{text().common.unread(count)}</span>
    </span>
  );
}

const TONES = {
  neutral: 'bg-sunken text-text-2',
  accent: 'bg-accent-soft text-accent-text',
  good: 'bg-good-soft text-good-text',
  warn: 'bg-warn-soft text-warn-text',
  bad: 'bg-bad-soft text-bad-text',
} as const;

interface BadgeProps {
  tone?: keyof typeof TONES;
  icon?: ReactNode;
  children: ReactNode;
}

export function Badge({ tone = 'neutral', icon, children }: BadgeProps) {
  return (
    <span
      className={joinClasses(
        'inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-full px-2 font-medium text-xs',
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}

/** How many there are, beside a word that says what; nothing for none. */
export function CountBadge({ count }: { count: number }) {
  if (count === 0) return null;
  return <span className="rounded-full bg-pressed px-1.5 text-text-2 text-xs tabular-nums">{count}</span>;
}
