import { Check, UsersRound } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { User } from '#shared/model/user.ts';
import { laterText } from '../../lib/later-text.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import type { RoomRef } from '../../session/replica.ts';
import { useRoom, useSessionActions } from '../../session/use-session.ts';
import { AnswerFrame } from '../../ui/AnswerFrame.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { useInvite } from './use-invite.ts';

const SEARCHED_FROM = 8;

/** Who uses this host now and is not in the room. */
export function InvitePeople({ roomRef, onInvited }: { roomRef: RoomRef; onInvited: () => void }) {
  const { hostKey } = roomRef;
  const { callHost } = useSessionActions();
  const members = useRoom(roomRef, (known) => known?.participants);
  const [query, setQuery] = useState('');
  const words = laterText().invitations;
  const ask = useCallback(() => callHost(hostKey, { name: 'listOnlineUsers' }), [callHost, hostKey]);
  const { answer, reload } = useAnswer(ask);
  return (
    <AnswerFrame answer={answer} onRetry={reload}>
      {({ users }) => {
        const inside = new Set(members?.map(({ userId }) => userId));
        const others = users.filter(({ id, kind }) => kind === 'person' && !inside.has(id));
        const wanted = query.trim().toLocaleLowerCase();
        const shown = others.filter(({ displayName }) => displayName.toLocaleLowerCase().includes(wanted));
        if (others.length === 0) {
          return (
            <EmptyState icon={<UsersRound size={20} />} title={words.peopleEmpty}>
              {words.peopleEmptyWhy}
            </EmptyState>
          );
        }
        return (
          <div className="flex flex-col gap-3">
            <p className="text-sm text-text-3">{words.peopleHint}</p>
            {others.length >= SEARCHED_FROM && (
              <TextField
                type="search"
                label={words.peopleSearch}
                isLabelHidden
                placeholder={words.peopleSearch}
                value={query}
                onChange={(event) => setQuery(event.target.value)}
              />
            )}
            {shown.length === 0 && <Notice>{words.peopleNone(query.trim())}</Notice>}
            <ul aria-label={words.tabs.people} className="flex flex-col">
              {shown.map((user) => (
                <PersonToInvite key={user.id} roomRef={roomRef} user={user} onInvited={onInvited} />
              ))}
            </ul>
          </div>
        );
      }}
    </AnswerFrame>
  );
}

interface PersonToInviteProps {
  roomRef: RoomRef;
  user: User;
  onInvited: () => void;
}

function PersonToInvite({ roomRef, user, onInvited }: PersonToInviteProps) {
  const { isBusy, problem, invite } = useInvite(roomRef);
  const [isInvited, setInvited] = useState(false);
  const words = laterText().invitations;
  const handleClick = async () => {
    if ((await invite({ userId: user.id })) === null) return;
    setInvited(true);
    showToast(words.invitedPerson(user.displayName));
    onInvited();
  };
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-3 border-line py-2 not-last:border-b">
      <Avatar
        userId={user.id}
        name={user.displayName}
        status={user.status === 'offline' ? 'online' : user.status}
      />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          <bdi>{user.displayName}</bdi>
        </p>
        {user.statusText !== null && <p className="truncate text-text-3 text-xs">{user.statusText}</p>}
      </div>
      {isInvited ? (
        <span className="inline-flex items-center gap-1.5 text-good-text text-sm">
          <Check size={16} aria-hidden />
          {words.invited}
        </span>
      ) : (
        <Button
          size="small"
          aria-label={words.invitePerson(user.displayName)}
          isBusy={isBusy}
          onClick={() => void handleClick()}
        >
          {words.invite}
        </Button>
      )}
      {problem !== null && (
        <div className="basis-full">
          <Notice tone="bad">{problem}</Notice>
        </div>
      )}
    </li>
  );
}
