import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { type JoinLink, readJoinLink } from '#shared/model/invite-link.ts';
import { parseRoomCode } from '#shared/model/room-code.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { type CodeSlots, EMPTY_SLOTS, isComplete, joinSlots } from '../../lib/code-slots.ts';
import { text } from '../../lib/text.ts';
import { Card } from '../../ui/Card.tsx';
import { CodeBoxes } from '../../ui/CodeBoxes.tsx';
import { RoomTile } from '../../ui/RoomTile.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { TrustBadge } from '../../ui/TrustBadge.tsx';
import { FailedSearch } from './FailedSearch.tsx';
import { FoundRoomForm } from './FoundRoomForm.tsx';
import { forgetSearch, type JoinRoom, joinFoundRoom, searchRoom } from './join-form-actions.ts';
import { createJoinFormStore } from './join-form-store.ts';
import { RoomFacts } from './RoomFacts.tsx';

interface JoinRoomCardProps {
  displayName: string | null;
  isMemberOf: (hostKey: string, roomId: string) => boolean;
  onNamed: (displayName: string) => void;
  onInvited: (link: JoinLink) => void;
  onJoin: JoinRoom;
  onExamine: (address?: string) => void;
  onChangedHost: (hostId: string, name: string) => void;
}

export function JoinRoomCard(props: JoinRoomCardProps) {
  const { displayName, isMemberOf, onNamed, onInvited, onJoin, onExamine, onChangedHost } = props;
  const bridge = useBridge();
  const [store] = useState(createJoinFormStore);
  const [slots, setSlots] = useState<CodeSlots>(EMPTY_SLOTS);
  const search = useStore(store, (form) => form.search);
  // The link whose code is in the boxes, for the address in it.
  const pastedLink = useRef<JoinLink | null>(null);
  const words = text().lobby;

  // Leaving the card drops the search, so that a late answer changes nothing.
  useEffect(() => () => forgetSearch(store), [store]);

  const findLinkAddress = (code: string) =>
    pastedLink.current?.code === code ? (pastedLink.current.address ?? undefined) : undefined;
  const find = (code: string, address = findLinkAddress(code)) =>
    void searchRoom(store, { bridge, code, address });
  const handleChange = (next: CodeSlots) => {
    setSlots(next);
    const code = isComplete(next) ? parseRoomCode(joinSlots(next)) : null;
    if (code === null) forgetSearch(store);
    else find(code);
  };
  const isMember = search.phase === 'found' && isMemberOf(search.found.host.hostKey, search.found.room.id);
  const handleSubmit = () => {
    if (search.phase === 'failed') find(search.code);
    else void joinFoundRoom(store, { displayName, isMember, onJoin });
  };

  return (
    <Card id="join-room" title={words.joinTitle}>
      <div
        onPasteCapture={(event) => {
          const link = readJoinLink(event.clipboardData.getData('text'));
          pastedLink.current = link;
          if (link !== null && link.invite !== null) onInvited(link);
        }}
      >
        <CodeBoxes
          slots={slots}
          hasAutoFocus
          isInvalid={search.phase === 'failed'}
          describedBy="join-outcome"
          onChange={handleChange}
          onSubmit={handleSubmit}
        />
      </div>
      {/* The outcome has its place from the start: nothing jumps when it arrives. */}
      <div id="join-outcome" aria-live="polite" className="flex min-h-36 flex-1 flex-col gap-3">
        {search.phase === 'idle' && (
          <>
            <p className="text-pretty text-sm text-text-3">{words.joinHint}</p>
            <p className="flex flex-1 items-center justify-center rounded-control border border-line border-dashed p-4 text-center text-sm text-text-3 max-md:hidden">
              {words.joinPreview}
            </p>
          </>
        )}
        {search.phase === 'searching' && (
          <p className="flex items-center gap-2 text-sm text-text-2">
            <Spinner label={words.searching} />
            <span aria-hidden="true">{words.searching}</span>
          </p>
        )}
        {search.phase === 'failed' && (
          <FailedSearch
            error={search.error}
            onRetry={handleSubmit}
            address={findLinkAddress(search.code)}
            onFind={(address) => find(search.code, address)}
            onExamine={onExamine}
            onChangedHost={onChangedHost}
          />
        )}
        {search.phase === 'found' && (
          <>
            <div className="flex animate-fade-in items-center gap-3">
              <RoomTile roomId={search.found.room.id} name={search.found.room.name} size={56} />
              <div className="min-w-0 flex-1">
                <p className="truncate font-semibold text-md">{search.found.room.name}</p>
                <p className="truncate text-sm text-text-2">
                  {search.found.host.isOwn ? words.onThisComputer : words.on(search.found.host.name)}
                </p>
                <RoomFacts room={search.found.room} />
                <TrustBadge trust={search.found.host.trust} />
              </div>
            </div>
            <FoundRoomForm
              key={search.code}
              store={store}
              found={search.found}
              displayName={displayName}
              isMember={isMember}
              address={findLinkAddress(search.code)}
              joinLabel={isMember ? words.open : words.join}
              onNamed={onNamed}
              onJoin={onJoin}
            />
          </>
        )}
      </div>
    </Card>
  );
}
