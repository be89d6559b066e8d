import { joinClasses } from '../lib/class-names.ts';

/** A key combination such as "Ctrl+K". */
export function Kbd({ keys, isInverted = false }: { keys: string; isInverted?: boolean }) {
  return (
    <kbd className="inline-flex gap-1 font-sans">
      {keys.split('+').map((key) => (
        <kbd
          key={key}
          className={joinClasses(
            'min-w-5 rounded-[4px] border px-1 text-center font-sans text-xs',
            isInverted ? 'border-canvas/40' : 'border-line bg-canvas text-text-2',
          )}
        >
          {key}
        </kbd>
      ))}
    </kbd>
  );
}
