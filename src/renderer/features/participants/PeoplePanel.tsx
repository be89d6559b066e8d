import { UserPlus } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { Message } from '#shared/model/message.ts';
import type { MemberRoom, Participant } from '#shared/model/room.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import { mayInRoom } from '../../lib/may-in-room.ts';
import { text } from '../../lib/text.ts';
import { useMinutes } from '../../lib/use-minutes.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useIsHostAway } from '../../session/use-is-away.ts';
import { usePeople } from '../../session/use-names.ts';
import { useHost, useRoom, useSessionActions } from '../../session/use-session.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { findPersonActs, type PersonAct } from './find-person-acts.ts';
import { findLastActs, orderPeople } from './order-people.ts';
import type { AskedAct } from './PersonDialog.tsx';
import { PersonRow } from './PersonRow.tsx';
import { changeMember } from './person-actions.ts';

const NO_MESSAGES: readonly Message[] = [];
const NOTHING: Readonly<Record<string, number>> = {};
const NOBODY: readonly string[] = [];

interface PeopleGroupProps {
  title: string;
  people: readonly Participant[];
  selfId: string | undefined;
  typing: Readonly<Record<string, number>>;
  lastActs: ReadonlyMap<string, string>;
  isUnknown: boolean;
  speaking: readonly string[];
  /** My role in it decides what I may do to the others. */
  room: MemberRoom | undefined;
  onAct: (person: Participant, act: PersonAct) => void;
  onMessage: (person: Participant) => void;
}

function PeopleGroup(props: PeopleGroupProps) {
  const { title, people, selfId, typing, speaking, lastActs, isUnknown, room, onAct, onMessage } = props;
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
            lastAct={lastActs.get(person.userId)}
            isUnknown={isUnknown}
            isSelf={person.userId === selfId}
            isTyping={!isUnknown && Object.hasOwn(typing, person.userId)}
            isSpeaking={!isUnknown && speaking.includes(person.userId)}
            acts={person.userId === selfId ? [] : findPersonActs(room, person)}
            onMessage={person.userId === selfId || room?.kind === 'direct' ? null : () => onMessage(person)}
            onAct={(act) => onAct(person, act)}
          />
        ))}
      </ul>
    </section>
  );
}

function describeChange({ displayName }: Participant, act: Exclude<PersonAct, AskedAct>) {
  const { roleChanged, muted, unmuted } = laterText().moderation;
  if (act === 'mute') return { change: { muted: true }, done: muted(displayName) };
  if (act === 'unmute') return { change: { muted: false }, done: unmuted(displayName) };
  const role = ({ 'make-admin': 'admin', 'make-moderator': 'moderator', 'make-member': 'member' } as const)[
    act
  ];
  return { change: { role }, done: roleChanged(displayName, role) };
}

/** Who is here, who belongs here, and how many seats there are. */
interface PeoplePanelProps {
  roomRef: RoomRef;
  /** Who waits to come in, where I may open. */
  door?: ReactNode;
  onInvite: () => void;
  onOpenRoom: (ref: RoomRef) => void;
  /** What has to be asked first: the question stays when this panel goes. */
  onAsk: (person: Participant, act: AskedAct) => void;
}

export function PeoplePanel({ roomRef, door, onInvite, onOpenRoom, onAsk }: PeoplePanelProps) {
  const actions = useSessionActions();
  const room = useRoom(roomRef, (known) => known?.room);
  const selfId = useHost(roomRef.hostKey, (host) => host?.self?.id);
  const participants = usePeople(roomRef);
  const typing = useRoom(roomRef, (room) => room?.typing ?? NOTHING);
  const speaking = useRoom(roomRef, (room) => room?.speaking ?? NOBODY);
  const isLoaded = useRoom(roomRef, (room) => room?.timeline != null);
  const seats = useRoom(roomRef, (room) => room?.room.maxParticipants ?? 0);
  const members = useRoom(roomRef, (room) => room?.room.memberCount ?? 0);
  const messages = useRoom(roomRef, (known) => known?.timeline?.messages ?? NO_MESSAGES);
  const isUnknown = useIsHostAway(roomRef.hostKey);
  const { here, agents, away } = useMemo(() => orderPeople(participants), [participants]);
  const lastActs = useMemo(() => findLastActs(participants, messages), [participants, messages]);
  useMinutes(agents.length > 0);
  const t = text().participants;

  const act = async (person: Participant, what: PersonAct) => {
    if (what === 'kick' || what === 'ban' || what === 'hand-over') return onAsk(person, what);
    const { change, done } = describeChange(person, what);
    const result = await changeMember(actions, roomRef, person.userId, change);
    if (result.ok) showToast(done);
    else showToast(errorSentence(result.error), { tone: 'bad' });
  };
  const message = async ({ userId }: Participant) => {
    const opened = await actions.openDirect(roomRef.hostKey, userId);
    if (opened.ok) onOpenRoom(opened.data);
    else showToast(errorSentence(opened.error), { tone: 'bad' });
  };
  const group = {
    ...{ selfId, typing, speaking, lastActs, isUnknown, room },
    onAct: (who: Participant, what: PersonAct) => void act(who, what),
    onMessage: (who: Participant) => void message(who),
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex h-14 shrink-0 items-center gap-2 border-line border-b px-4">
        <h2 className="font-semibold">{t.title}</h2>
        {isLoaded && (
          <span className="text-text-3 tabular-nums">
            <span aria-hidden="true">{t.count(members, seats)}</span>
            <span className="sr-only">{t.countLabel(members, seats)}</span>
          </span>
        )}
        {mayInRoom(room, 'invite') && (
          <IconButton
            label={laterText().invitations.menu}
            icon={<UserPlus size={20} aria-hidden />}
            className="ms-auto max-lg:me-10"
            onClick={onInvite}
          />
        )}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto p-2">
        {isLoaded && members >= seats && room?.kind !== 'direct' && (
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
        {door}
        {isUnknown ? (
          // The order stays: nobody moves because a line broke.
          <PeopleGroup title={t.hostAway} people={[...here, ...agents, ...away]} {...group} />
        ) : (
          <>
            <PeopleGroup title={t.online} people={here} {...group} />
            <PeopleGroup title={t.agents} people={agents} {...group} />
            <PeopleGroup title={t.offline} people={away} {...group} />
          </>
        )}
        {isLoaded && participants.length === 1 && (
          <p className="px-2 pt-1 text-pretty text-sm text-text-3">
            {t.alone}. {t.aloneWhy}
          </p>
        )}
      </div>
    </div>
  );
}
