import { type KeyboardEvent, useId, useState } from 'react';
import { joinClasses } from '../../../lib/class-names.ts';
import { laterText } from '../../../lib/later-text.ts';
import { createTextStore, findLocalStorage } from '../../../session/text-store.ts';
import { Spinner } from '../../../ui/Spinner.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { EMOJI_GROUPS, type EmojiGroup, type EmojiIndex } from './emoji-index.ts';
import { readRecentEmoji, rememberEmoji } from './recent-emoji.ts';
import { SkinTonePicker } from './SkinTonePicker.tsx';
import { readSkinTone, rememberSkinTone, type SkinTone, withTone } from './skin-tone.ts';
import { useEmoji } from './use-emoji.ts';

const COLUMNS = 9;
const MOST_FOUND = 90;

type Shelf = EmojiGroup | 'recent';
const SHELVES: readonly Shelf[] = ['recent', ...EMOJI_GROUPS];
const SIGNS: Readonly<Record<Shelf, string>> = {
  recent: '🕘',
  smileys: '😀',
  people: '👋',
  nature: '🌿',
  food: '🍎',
  travel: '🚀',
  activities: '⚽',
  objects: '💡',
  symbols: '♻️',
  flags: '🏁',
};

interface Shown {
  readonly emoji: string;
  readonly label: string;
}

interface Wanted {
  readonly query: string;
  readonly shelf: Shelf;
  readonly recent: readonly string[];
  readonly tone: SkinTone;
}

function listShown(index: EmojiIndex, { query, shelf, recent, tone }: Wanted): readonly Shown[] {
  if (query.trim() === '' && shelf === 'recent') {
    return recent.map((emoji) => ({ emoji, label: index.findByEmoji(emoji)?.label ?? emoji }));
  }
  const found = query.trim() === '' ? index.byGroup[shelf as EmojiGroup] : index.search(query, MOST_FOUND);
  return found.map((entry) => ({ emoji: withTone(entry, tone), label: entry.label }));
}

function stepTo(key: string, active: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: active + 1,
    ArrowLeft: active - 1,
    ArrowDown: active + COLUMNS,
    ArrowUp: active - COLUMNS,
  };
  const next = steps[key];
  if (next === undefined) return null;
  return Math.max(0, Math.min(count - 1, next));
}

/** The focus stays in the search field; arrow keys move through the grid, Enter takes. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const index = useEmoji(true);
  const [textStore] = useState(() => createTextStore({ storage: findLocalStorage() }));
  const [recent] = useState(() => readRecentEmoji(textStore));
  const [query, setQuery] = useState('');
  const [shelf, setShelf] = useState<Shelf>('recent');
  const [active, setActive] = useState(0);
  const [tone, setTone] = useState(() => readSkinTone(textStore));
  const id = useId();
  const t = laterText().emoji;

  if (typeof index === 'string') {
    return (
      <div className="flex h-80 w-78 items-center justify-center text-text-3">
        {index === 'failed' ? t.failed : <Spinner label={t.loading} />}
      </div>
    );
  }
  const shown = listShown(index, { query, shelf, recent, tone });
  const rows = Array.from({ length: Math.ceil(shown.length / COLUMNS) }, (_, row) =>
    shown.slice(row * COLUMNS, (row + 1) * COLUMNS),
  );
  const pick = (emoji: string) => {
    rememberEmoji(textStore, emoji);
    onPick(emoji);
  };
  const move = (next: number) => {
    setActive(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const handleKey = (event: KeyboardEvent<HTMLElement>) => {
    const next = stepTo(event.key, active, shown.length);
    if (next !== null) {
      event.preventDefault();
      move(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = shown[active];
      if (chosen) pick(chosen.emoji);
    }
  };

  return (
    <div className="flex w-78 flex-col gap-2">
      <TextField
        type="search"
        role="combobox"
        aria-expanded
        aria-controls={`${id}-grid`}
        aria-activedescendant={shown.length > 0 ? `${id}-${active}` : undefined}
        label={t.search}
        isLabelHidden
        placeholder={t.search}
        autoFocus
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={handleKey}
      />
      <div role="toolbar" aria-label={t.categories} className="flex justify-between">
        {SHELVES.map((name) => (
          <button
            key={name}
            type="button"
            aria-label={t.groups[name]}
            title={t.groups[name]}
            aria-pressed={shelf === name && query === ''}
            onClick={() => {
              setShelf(name);
              setQuery('');
              setActive(0);
            }}
            className="flex size-7 items-center justify-center rounded-control text-md hover:bg-hover aria-pressed:bg-accent-soft"
          >
            <span aria-hidden="true">{SIGNS[name]}</span>
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a grid of choices is no table */}
      <div
        id={`${id}-grid`}
        role="grid"
        tabIndex={0}
        onKeyDown={handleKey}
        aria-label={query === '' ? t.groups[shelf] : t.results}
        className="h-60 overflow-y-auto overscroll-contain"
      >
        {rows.map((row, rowIndex) => (
          // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive lint/suspicious/noArrayIndexKey: see above
          <div key={rowIndex} role="row" className="flex">
            {row.map(({ emoji, label }, column) => {
              const place = rowIndex * COLUMNS + column;
              return (
                // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the search field has the keys
                <div
                  key={emoji}
                  id={`${id}-${place}`}
                  role="gridcell"
                  aria-label={label}
                  aria-selected={place === active}
                  title={label}
                  onClick={() => pick(emoji)}
                  onPointerMove={() => setActive(place)}
                  className={joinClasses(
                    'flex size-8.5 cursor-default select-none items-center justify-center rounded-control text-[22px] leading-none',
                    place === active && 'bg-hover outline-2 outline-ring outline-offset-[-2px]',
                  )}
                >
                  {emoji}
                </div>
              );
            })}
          </div>
        ))}
        {shown.length === 0 && (
          <p role="status" className="py-8 text-center text-sm text-text-3">
            {t.none(query.trim())}
          </p>
        )}
      </div>
      <div className="flex items-center gap-2">
        <p aria-hidden="true" className="min-w-0 flex-1 truncate text-text-3 text-xs">
          {shown[active]?.label}
        </p>
        <SkinTonePicker
          tone={tone}
          onChange={(chosen) => {
            setTone(chosen);
            rememberSkinTone(textStore, chosen);
          }}
        />
      </div>
    </div>
  );
}
