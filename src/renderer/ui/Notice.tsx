import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { joinClasses } from '../lib/class-names.ts';

const TONES = {
  info: { look: 'bg-sunken text-text-2', Icon: Info },
  warn: { look: 'bg-warn-soft text-warn-text', Icon: TriangleAlert },
  bad: { look: 'bg-bad-soft text-bad-text', Icon: CircleAlert },
} as const;

interface NoticeProps {
  tone?: keyof typeof TONES;
  action?: ReactNode;
  children: ReactNode;
}

/** A sentence in the flow of a screen. What went wrong is announced at once. */
export function Notice({ tone = 'info', action, children }: NoticeProps) {
  const { look, Icon } = TONES[tone];
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'note'}
      className={joinClasses('flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control px-3 py-2', look)}
    >
      <Icon size={16} aria-hidden className="shrink-0" />
      <div className="min-w-0 flex-1 basis-40 text-pretty text-sm">{children}</div>
      {action}
    </div>
  );
}
