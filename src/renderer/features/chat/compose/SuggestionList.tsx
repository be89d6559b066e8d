import { useEffect, useRef } from 'react';
import { joinClasses } from '../../../lib/class-names.ts';
import { laterText } from '../../../lib/later-text.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import type { Suggestion } from './use-suggestions.ts';

interface SuggestionListProps {
  id: string;
  suggestions: readonly Suggestion[];
  active: number;
  onHover: (index: number) => void;
  onPick: (index: number) => void;
}

/** Over the composer; the focus stays in the text, which names the active line. */
export function SuggestionList({ id, suggestions, active, onHover, onPick }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      // It scrolls, so it must be reachable; while it is open, Tab takes the active line.
      tabIndex={0}
      aria-label={laterText().compose.suggestions}
      className="absolute inset-x-0 bottom-full z-10 mb-1 max-h-70 animate-fade-in overflow-y-auto rounded-card border border-line bg-raised p-1 shadow-popover"
    >
      {suggestions.map(({ key, label, detail, look }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are in the text field
        // biome-ignore lint/a11y/useFocusableInteractive: the text field keeps the focus
        <div
          key={key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onPointerMove={() => onHover(index)}
          // Before the click, or the text field would lose the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(index)}
          className={joinClasses(
            'flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-[6px] px-2.5 text-sm max-md:min-h-11',
            index === active && 'bg-hover',
          )}
        >
          <span aria-hidden="true" className="flex w-6 shrink-0 justify-center text-md">
            {look.kind === 'person' ? <Avatar userId={look.userId} name={label} size={24} /> : look.sign}
          </span>
          <bdi className="truncate font-medium">{label}</bdi>
          <span className="truncate text-text-3">{detail}</span>
        </div>
      ))}
    </div>
  );
}
