import type { ReactNode } from 'react';
import { joinClasses } from '../lib/class-names.ts';
import { getPersonTextColor } from '../lib/hue.ts';
import { Avatar } from './Avatar.tsx';

interface MessageCardProps {
  userId: string;
  displayName: string;
  /** When, and where if that is not clear. */
  place: string;
  onOpen: () => void;
  actions?: ReactNode;
  children: ReactNode;
}

/** A message outside of its conversation; pressing it leads there. */
export function MessageCard({ userId, displayName, place, onOpen, actions, children }: MessageCardProps) {
  return (
    <div className="group relative rounded-card border border-line bg-surface">
      <button
        type="button"
        onClick={onOpen}
        className="flex w-full min-w-0 gap-2.5 rounded-card p-3 text-start hover:bg-hover"
      >
        <Avatar userId={userId} name={displayName} size={24} />
        <span className="min-w-0 flex-1">
          <span
            className={joinClasses('flex items-baseline gap-2', actions !== undefined && 'pe-8 max-md:pe-10')}
          >
            <bdi
              style={{ color: getPersonTextColor(userId) }}
              className="max-w-3/5 shrink-0 truncate font-medium text-xs"
            >
              {displayName}
            </bdi>
            <span className="truncate text-text-3 text-xs">{place}</span>
          </span>
          <span
            dir="auto"
            className="wrap-anywhere mt-0.5 line-clamp-4 block whitespace-pre-line text-sm contain-content"
          >
            {children}
          </span>
        </span>
      </button>
      {actions !== undefined && <div className="absolute end-1 top-1">{actions}</div>}
    </div>
  );
}
