import { Crown, MessageSquareOff, Mic, Shield, ShieldCheck } from 'lucide-react';
import type { Participant } from '#shared/model/room.ts';
import type { UserStatus } from '#shared/model/user.ts';
import { joinClasses } from '../../lib/class-names.ts';
import { formatUntil } from '../../lib/format-until.ts';
import { tellKind } from '../../lib/tell-kind.ts';
import { text } from '../../lib/text.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import type { PersonAct } from './find-person-acts.ts';
import { formatLastSeen } from './format-last-seen.ts';
import { isActive } from './order-people.ts';
import { PersonMenu } from './PersonMenu.tsx';

interface PersonRowProps {
  person: Participant;
  /** When an agent was last heard. */
  lastAct?: string | undefined;
  /** The host that would know is out of reach. */
  isUnknown: boolean;
  isSelf: boolean;
  isTyping: boolean;
  isSpeaking: boolean;
  acts: readonly PersonAct[];
  onMessage: (() => void) | null;
  onAct: (act: PersonAct) => void;
}

/** Decoration: the role stands in words below the name. */
const ROLE_MARKS = {
  owner: <Crown size={14} aria-hidden className="shrink-0 fill-current text-warn" />,
  admin: <ShieldCheck size={14} aria-hidden className="shrink-0 text-accent-text" />,
  moderator: <Shield size={14} aria-hidden className="shrink-0 text-accent-text" />,
} as const;

function tellPresence({ kind, isOnline, status, lastSeen }: Participant, lastAct?: string): string {
  const { away, busy, inRoom, neverSeen, activeNow, wrote, noLine, lastSeen: tellSeen } = text().participants;
  if (!isOnline && kind !== 'person') {
    if (lastAct === undefined) return noLine;
    return isActive(lastAct, Date.now()) ? activeNow : wrote(formatLastSeen(lastAct, Date.now()));
  }
  if (isOnline) return status === 'away' ? away : status === 'busy' ? busy : inRoom;
  return lastSeen === null ? neverSeen : tellSeen(formatLastSeen(lastSeen, Date.now()));
}

function findStatus({ isOnline, status }: Participant, isHere: boolean): UserStatus {
  if (!isHere) return 'offline';
  return isOnline && status !== 'offline' ? status : 'online';
}

/** All of it, for what is cut off. */
function tellStatus({ statusText, statusUntil }: Participant): string {
  const until = statusUntil ? ` · ${text().participants.until(formatUntil(statusUntil, Date.now()))}` : '';
  return `${statusText}${until}`;
}

export function PersonRow({
  person,
  lastAct,
  isUnknown,
  isSelf,
  isTyping,
  isSpeaking,
  acts,
  onMessage,
  onAct,
}: PersonRowProps) {
  const t = text().participants;
  const isHere = person.isOnline || isActive(lastAct, Date.now());
  const status = isUnknown ? 'unknown' : findStatus(person, isHere);
  const presence = isUnknown ? t.notKnown : tellPresence(person, lastAct);
  const role = person.role === 'member' ? '' : t.roles[person.role];
  const doing = isSpeaking ? t.recording : isTyping ? t.typing : null;
  const facts = [role, tellKind(person), presence].filter((fact) => fact !== '').join(' · ');
  return (
    <li
      data-user-id={person.userId}
      data-online={isUnknown ? undefined : person.isOnline}
      className={joinClasses(
        'flex min-h-12 items-center gap-3 rounded-control px-2 py-1.5',
        isSelf && 'bg-accent-soft',
      )}
    >
      <Avatar
        userId={person.userId}
        name={person.displayName}
        size={32}
        status={status}
        className={joinClasses(!isHere && !isUnknown && 'opacity-60')}
      />
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-center gap-1.5">
          <bdi className={joinClasses('truncate font-medium', !isHere && 'text-text-2')}>
            {person.displayName}
          </bdi>
          {isSelf && <span className="shrink-0 text-accent-text text-xs">({t.you})</span>}
          {person.role !== 'member' && ROLE_MARKS[person.role]}
          {isSpeaking && <Mic size={14} aria-hidden className="shrink-0 text-accent-text" />}
          {person.muted && (
            <>
              <MessageSquareOff size={14} aria-hidden className="shrink-0 text-text-3" />
              <VisuallyHidden>{t.muted}</VisuallyHidden>
            </>
          )}
        </p>
        <p
          title={doing === null ? facts : undefined}
          className={joinClasses('truncate text-xs', doing === null ? 'text-text-3' : 'text-accent-text')}
        >
          {doing ?? facts}
        </p>
        {person.statusText && (
          <p title={tellStatus(person)} className="truncate text-text-2 text-xs">
            <bdi>{person.statusText}</bdi>
            {person.statusUntil && (
              <span className="text-text-3"> · {t.until(formatUntil(person.statusUntil, Date.now()))}</span>
            )}
          </p>
        )}
      </div>
      <PersonMenu person={person} acts={acts} onMessage={onMessage} onAct={onAct} />
    </li>
  );
}
