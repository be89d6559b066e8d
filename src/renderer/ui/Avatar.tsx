import { joinClasses } from '../lib/class-names.ts';
import { getPersonColor } from '../lib/hue.ts';
import { getInitials } from '../lib/initials.ts';

const SIZES = {
  20: { box: 'size-5 text-[9px]', dot: 'size-2' },
  24: { box: 'size-6 text-[10px]', dot: 'size-2.5' },
  32: { box: 'size-8 text-xs', dot: 'size-3' },
  36: { box: 'size-9 text-sm', dot: 'size-3' },
  48: { box: 'size-12 text-md', dot: 'size-3.5' },
} as const;

const DOTS = {
  online: 'bg-good',
  away: 'bg-warn',
  busy: 'bg-bad',
  offline: 'bg-surface ring-1 ring-outline ring-inset',
  /** The host that would know is out of reach. */
  unknown: 'bg-outline',
} as const;

interface AvatarProps {
  userId: string;
  name: string;
  size?: keyof typeof SIZES;
  /** Draws the dot. It is decoration: say the status in words too. */
  status?: keyof typeof DOTS;
  className?: string;
}

/** Decoration beside a name that is written out, so hidden from screen readers. */
export function Avatar({ userId, name, size = 32, status, className }: AvatarProps) {
  return (
    <span aria-hidden="true" className={joinClasses('relative inline-flex shrink-0', className)}>
      <span
        style={{ background: getPersonColor(userId) }}
        data-initials={getInitials(name)}
        className={joinClasses(
          // Drawn, not written: as text it would count as part of a button's visible name.
          'inline-flex select-none items-center before:content-[attr(data-initials)] justify-center rounded-full font-semibold text-white leading-none',
          SIZES[size].box,
        )}
      />
      {status !== undefined && (
        <span
          className={joinClasses(
            '-end-0.5 -bottom-0.5 absolute rounded-full border-2 border-surface',
            SIZES[size].dot,
            DOTS[status],
          )}
        />
      )}
    </span>
  );
}
