import { Search } from 'lucide-react';
import { joinClasses } from '../../lib/class-names.ts';
import { text } from '../../lib/text.ts';
import { TextField } from '../../ui/TextField.tsx';
import { ROOM_FILTERS, type RoomFilter } from './room-filter.ts';

interface LobbyFilterProps {
  filter: RoomFilter;
  onChange: (filter: RoomFilter) => void;
}

/** Narrows every list of rooms below it. */
export function LobbyFilter({ filter, onChange }: LobbyFilterProps) {
  const words = text().rooms;
  return (
    <search className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="relative min-w-0 flex-1 basis-60 md:max-w-90">
        <Search
          size={16}
          aria-hidden
          className="pointer-events-none absolute top-1/2 start-3 z-10 -translate-y-1/2 text-text-3"
        />
        <TextField
          type="search"
          label={words.search}
          isLabelHidden
          placeholder={words.search}
          className="ps-9"
          value={filter.query}
          onChange={(event) => onChange({ ...filter, query: event.target.value })}
        />
      </div>
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">{words.filterLabel}</legend>
        {ROOM_FILTERS.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={filter.kind === kind}
            onClick={() => onChange({ ...filter, kind })}
            className={joinClasses(
              'h-8 rounded-full border px-3 text-sm transition-colors max-md:h-11 max-md:px-4',
              filter.kind === kind
                ? 'border-accent bg-accent-soft font-medium text-accent-text'
                : 'border-outline/60 text-text-2 hover:bg-hover hover:text-text',
            )}
          >
            {words.filters[kind]}
          </button>
        ))}
      </fieldset>
    </search>
  );
}
