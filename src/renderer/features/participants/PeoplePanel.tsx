import { useMemo } from 'react';
import type { Participant } from '#shared/model/room.ts';
import { text } from '../../lib/text.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useHost, useRoom } from '../../session/use-session.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { orderPeople } from './order-people.ts';
import { PersonRow } from './PersonRow.tsx';

const NOBODY: readonly Participant[] = [];
const NOTHING: Readonly<Record<string, number>> = {};

interface PeopleGroupProps {
  title: string;
  people: readonly Participant[];
  selfId: string | undefined;
  typing: Readonly<Record<string, number>>;
}

function PeopleGroup({ title, people, selfId, typing }: PeopleGroupProps) {
  if (people.length === 0) return null;
  return (
    <section aria-label={title} className="pb-3">
      <h3 className="px-2 pt-1 pb-1 font-medium text-text-3 text-xs">
        {title} · {people.length}
      </h3>
      <ul className="flex flex-col gap-0.5">
        {people.map((person) => (
          <PersonRow
            key={person.userId}
            person={person}
            isSelf={person.userId === selfId}
            isTyping={Object.hasOwn(typing, person.userId)}
          />
        ))}
      </ul>
    </section>
  );
}

/** Who is here, who belongs here, and how many seats there are. */
export function PeoplePanel({ roomRef }: { roomRef: RoomRef }) {
  const selfId = useHost(roomRef.hostUrl, (host) => host?.self?.id);
  const participants = useRoom(roomRef, (room) => room?.participants ?? NOBODY);
  const typing = useRoom(roomRef, (room) => room?.typing ?? NOTHING);
  const isLoaded = useRoom(roomRef, (room) => room?.timeline != null);
  const seats = useRoom(roomRef, (room) => room?.room.maxParticipants ?? 0);
  const members = useRoom(roomRef, (room) => room?.room.memberCount ?? 0);
  const { here, away } = useMemo(() => orderPeople(participants), [participants]);
  const t = text().participants;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex h-14 shrink-0 items-center gap-2 border-line border-b px-4">
        <h2 className="font-semibold">{t.title}</h2>
        {isLoaded && (
          <span className="text-text-3 tabular-nums">
            <span aria-hidden="true">{t.count(here.length, seats)}</span>
            <span className="sr-only">{t.countLabel(here.length, seats)}</span>
          </span>
        )}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto p-2">
        {isLoaded && members >= seats && (
          <div className="pb-2">
            <Notice tone="warn">{t.full}</Notice>
          </div>
        )}
        {!isLoaded && (
          <div className="flex flex-col gap-2 p-2">
            <Skeleton className="h-10 w-full" />
            <Skeleton className="h-10 w-3/4" />
          </div>
        )}
        <PeopleGroup title={t.online} people={here} selfId={selfId} typing={typing} />
        <PeopleGroup title={t.offline} people={away} selfId={selfId} typing={typing} />
        {isLoaded && participants.length === 1 && (
          <p className="px-2 pt-1 text-pretty text-sm text-text-3">
            {t.alone}. {t.aloneWhy}
          </p>
        )}
      </div>
    </div>
  );
}
