import { text } from '../../lib/text.ts';
import { formatDay } from './format-time.ts';

export function DayDivider({ day }: { day: string }) {
  return (
    <div className="flex items-center gap-3 pt-4 pb-1">
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
      <h2 className="font-medium text-text-3 text-xs">{formatDay(day, new Date())}</h2>
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
    </div>
  );
}

/** Stays where it was when the room was opened, so that its going moves nothing. */
export function NewDivider() {
  return (
    <div className="flex items-center gap-3 pt-4 pb-1">
      <span aria-hidden="true" className="h-px flex-1 bg-bad/50" />
      <h2 className="font-semibold text-bad-text text-xs">{text().chat.newLine}</h2>
      <span aria-hidden="true" className="h-px flex-1 bg-bad/50" />
    </div>
  );
}
