import { DEFAULT_MODE } from '#shared/model/room.ts';
import { text } from '../../lib/text.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';

/** The mode of the room, where somebody chose another one than all rooms begin with. */
export function ModeChip({ mode }: { mode: string }) {
  if (mode === DEFAULT_MODE) return null;
  const t = text().room;
  return (
    <span
      title={t.mode(mode)}
      className="min-w-0 max-w-40 truncate rounded-full bg-accent-soft px-2 font-medium text-accent-text text-xs leading-5 max-md:leading-4"
    >
      <VisuallyHidden>{t.modeLabel} </VisuallyHidden>
      <bdi>{mode}</bdi>
    </span>
  );
}
