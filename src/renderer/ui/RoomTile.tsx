import { joinClasses } from '../lib/class-names.ts';
import { getRoomGradient } from '../lib/hue.ts';
import { getInitials } from '../lib/initials.ts';

const SIZES = {
  32: 'size-8 rounded-control text-sm',
  40: 'size-10 rounded-control text-md',
  56: 'size-14 rounded-card text-lg',
} as const;

/** A room's face: its first letter on the two-tone gradient of its id. */
export function RoomTile({
  roomId,
  name,
  size = 40,
}: {
  roomId: string;
  name: string;
  size?: keyof typeof SIZES;
}) {
  return (
    <span
      aria-hidden="true"
      style={{ background: getRoomGradient(roomId) }}
      className={joinClasses(
        'inline-flex shrink-0 select-none items-center justify-center font-semibold text-white',
        SIZES[size],
      )}
    >
      {[...getInitials(name)][0]}
    </span>
  );
}
