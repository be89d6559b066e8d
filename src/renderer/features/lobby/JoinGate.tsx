import { ArrowLeft, History, SearchX, Sparkles, VideoOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { FoundRoom, HostAddress } from '#shared/contract/ipc.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useReadSession, useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { RoomTile } from '../../ui/RoomTile.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TrustBadge } from '../../ui/TrustBadge.tsx';
import { FailedSearch } from './FailedSearch.tsx';
import { FoundRoomForm } from './FoundRoomForm.tsx';
import { isInviteSpent, searchRoom } from './join-form-actions.ts';
import { createJoinFormStore } from './join-form-store.ts';
import { acceptByRequest, joinByRequest } from './lobby-actions.ts';
import { RoomFacts } from './RoomFacts.tsx';
import { SpentInvite } from './SpentInvite.tsx';
import { useInviteCheck } from './use-invite-check.ts';

interface JoinGateProps {
  code: string;
  /** Known already when the room was chosen in the lobby. */
  found: FoundRoom | null;
  invite: string | null;
  /** Where the link says that the host is. */
  address: string | null;
  displayName: string | null;
  onNamed: (displayName: string) => void;
  onSeated: (ref: RoomRef, host: HostAddress) => void;
  onInviteGone: () => void;
  onBack: () => void;
  onExamine: (address?: string) => void;
  onChangedHost: (hostId: string, name: string) => void;
}

/** Between a link and the room: what the room is, and what is still missing to come in. */
export function JoinGate(props: JoinGateProps) {
  const {
    code,
    found,
    invite,
    address: linkAddress,
    displayName,
    onNamed,
    onSeated,
    onInviteGone,
    onBack,
    onExamine,
    onChangedHost,
  } = props;
  const bridge = useBridge();
  const actions = useSessionActions();
  const readSession = useReadSession();
  const [store] = useState(createJoinFormStore);
  const search = useStore(store, (form) => form.search);
  const [isWithout, setWithout] = useState(false);
  const words = text().lobby;
  const target = search.phase === 'found' ? search.found : null;
  const isMember =
    target !== null && readSession().hosts[target.host.hostKey]?.rooms[target.room.id] !== undefined;
  const check = useInviteCheck(target, isWithout || isMember ? null : invite);
  const spent = check === 'used' || check === 'expired' || check === 'revoked' ? check : null;

  const address = linkAddress ?? undefined;
  useEffect(() => {
    if (found === null) void searchRoom(store, { bridge, code, address });
    else store.setState({ search: { phase: 'found', code, found } });
  }, [store, bridge, code, address, found]);

  return (
    <div className="flex min-h-full flex-col items-center justify-center p-6 max-md:p-4">
      <section
        aria-labelledby="gate-title"
        className="flex w-full max-w-105 flex-col gap-6 rounded-card border border-line bg-surface p-8 max-md:p-6"
      >
        {search.phase === 'found' && check === 'asked' ? (
          <GateSkeleton title={words.gateSearching} />
        ) : search.phase === 'found' && spent !== null ? (
          <>
            <GateRoom found={search.found} />
            <SpentInvite
              status={spent}
              onGoOn={() => {
                onInviteGone();
                setWithout(true);
              }}
            />
          </>
        ) : search.phase === 'found' ? (
          <>
            <GateRoom found={search.found} />
            <FoundRoomForm
              store={store}
              found={search.found}
              displayName={displayName}
              isMember={isMember}
              joinLabel={words.gateJoin}
              address={address}
              invite={isWithout ? null : invite}
              hasAutoFocus
              onNamed={onNamed}
              onJoin={async (request) => {
                onNamed(request.displayName);
                const result =
                  request.invite === undefined
                    ? await joinByRequest({ actions, bridge }, request)
                    : await acceptByRequest({ actions, bridge }, { ...request, invite: request.invite });
                if (result.ok) onSeated(result.data, request.found.host);
                else if (isInviteSpent(result.error)) onInviteGone();
                return result;
              }}
            />
          </>
        ) : search.phase === 'failed' ? (
          <>
            <h1 id="gate-title" className="sr-only">
              {words.gateTitle}
            </h1>
            <EmptyState icon={<SearchX size={20} />} title={words.gateMissing} />
            <FailedSearch
              error={search.error}
              address={address}
              onRetry={() => void searchRoom(store, { bridge, code, address })}
              onFind={(typed) => void searchRoom(store, { bridge, code, address: typed })}
              onExamine={onExamine}
              onChangedHost={onChangedHost}
            />
          </>
        ) : (
          <GateSkeleton title={words.gateSearching} />
        )}
      </section>
      <Button look="quiet" className="mt-4" icon={<ArrowLeft size={16} aria-hidden />} onClick={onBack}>
        {words.gateBack}
      </Button>
    </div>
  );
}

function GateSkeleton({ title }: { title: string }) {
  return (
    <div role="status" className="flex flex-col items-center gap-3 py-4">
      <h1 id="gate-title" className="sr-only">
        {title}
      </h1>
      <Skeleton className="size-14 rounded-card" />
      <Skeleton className="h-7 w-48" />
      <Skeleton className="h-5 w-32" />
    </div>
  );
}

function GateRoom({ found: { room, host } }: { found: FoundRoom }) {
  const words = text().lobby;
  return (
    <div className="flex flex-col items-center gap-1 text-center">
      <RoomTile roomId={room.id} name={room.name} size={56} />
      <h1 id="gate-title" className="mt-3 text-pretty break-words font-semibold text-lg">
        {room.name}
      </h1>
      <p className="text-text-2">{host.isOwn ? words.onThisComputer : words.on(host.name)}</p>
      <TrustBadge trust={host.trust} />
      {room.description !== '' && <p className="text-pretty text-sm text-text-2">{room.description}</p>}
      <div className="mt-1 [&>span]:justify-center">
        <RoomFacts room={room} />
      </div>
      <ul className="mt-4 flex w-full flex-col gap-2 rounded-control bg-canvas p-3 text-start text-sm text-text-2">
        <GateFact icon={<History size={16} />}>{words.gateKept[room.life]}</GateFact>
        {room.conversationActive && <GateFact icon={<Sparkles size={16} />}>{words.gateListening}</GateFact>}
        <GateFact icon={<VideoOff size={16} />}>{words.gateNotRecorded}</GateFact>
      </ul>
    </div>
  );
}

function GateFact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-center gap-2.5">
      <span aria-hidden="true" className="text-text-3">
        {icon}
      </span>
      {children}
    </li>
  );
}
