import { CalendarSearch, Search } from 'lucide-react';
import { useState } from 'react';
import { SIZES } from '#shared/contract/limits.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { JumpToDate } from './JumpToDate.tsx';
import { SearchHelp } from './SearchHelp.tsx';
import { SearchHitCard } from './SearchHitCard.tsx';
import { useSearch } from './use-search.ts';

interface SearchPanelProps {
  roomRef: RoomRef;
  query: string;
  onShow: (ref: RoomRef, messageId: string) => void;
  onClose: () => void;
}

type Scope = 'room' | 'all';

/** Searches this room or all of them; a result leads to its place, and the panel stays for the next one. */
export function SearchPanel({ roomRef, query: asked, onShow, onClose }: SearchPanelProps) {
  const [query, setQuery] = useState(asked);
  const [scope, setScope] = useState<Scope>('room');
  const [isDating, setDating] = useState(false);
  const { hostKey } = roomRef;
  const { state, loadMore } = useSearch({ hostKey, roomId: scope === 'room' ? roomRef.roomId : null, query });
  const t = laterText().search;
  const isSilent = query.trim() === '';
  const hasNone = !isSilent && !state.isLoading && state.hits.length === 0 && state.answered !== '';

  return (
    <SidePanel
      title={t.title}
      takesFocus={false}
      onClose={onClose}
      head={
        <div className="flex flex-col gap-2 border-line border-b p-3">
          <div className="flex items-end gap-2">
            <div className="flex-1">
              <TextField
                type="search"
                label={t.field}
                isLabelHidden
                placeholder={t.field}
                autoFocus
                maxLength={SIZES.searchQuery}
                value={query}
                onChange={(event) => setQuery(event.target.value)}
              />
            </div>
            <Button
              aria-expanded={isDating}
              icon={<CalendarSearch size={16} aria-hidden />}
              onClick={() => setDating(!isDating)}
            >
              {t.date}
            </Button>
          </div>
          {isDating && <JumpToDate roomRef={roomRef} onShow={(id) => onShow(roomRef, id)} />}
          <Segmented
            label={t.scope}
            value={scope}
            options={[
              { value: 'room', label: t.thisRoom },
              { value: 'all', label: t.allRooms },
            ]}
            onChange={setScope}
          />
        </div>
      }
    >
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-3">
        <p role="status" className="sr-only">
          {hasNone ? t.none : state.hits.length > 0 ? t.found(state.hits.length) : ''}
        </p>
        {isSilent && <SearchHelp onInsert={(operator) => setQuery(`${operator} `.trimStart())} />}
        {state.advice !== null && <Notice>{state.advice}</Notice>}
        {state.failure !== null && <Notice tone="bad">{errorSentence(state.failure)}</Notice>}
        {state.isLoading && state.hits.length === 0 && (
          <div className="flex justify-center py-8">
            <Spinner label={text().common.loading} />
          </div>
        )}
        {hasNone && state.failure === null && (
          <EmptyState icon={<Search size={20} />} title={t.none}>
            {scope === 'room' ? t.noneHereWhy : t.noneWhy}
          </EmptyState>
        )}
        <ul className="flex flex-col gap-2">
          {state.hits.map((hit) => (
            <li key={hit.message.id}>
              <SearchHitCard
                hostKey={roomRef.hostKey}
                hit={hit}
                showsRoom={scope === 'all'}
                onOpen={() => onShow({ hostKey, roomId: hit.room.id }, hit.message.id)}
              />
            </li>
          ))}
        </ul>
        {state.nextCursor !== null && (
          <div className="flex justify-center pt-3">
            <Button isBusy={state.isLoading} onClick={() => void loadMore()}>
              {t.more}
            </Button>
          </div>
        )}
      </div>
    </SidePanel>
  );
}
