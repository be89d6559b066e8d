import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { FoundRoom } from '#shared/contract/ipc.ts';
import type { Failure } from '#shared/contract/result.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import type { Door } from '../../session/replica.ts';
import { useHost, useSessionActions } from '../../session/use-session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { DoorCard } from './DoorCard.tsx';
import { findClosedDoor } from './find-closed-door.ts';
import {
  changeName,
  changePassword,
  isInviteSpent,
  type JoinRoom,
  joinFoundRoom,
  lookAgain,
} from './join-form-actions.ts';
import type { JoinFormStore } from './join-form-store.ts';
import { waitByRequest } from './lobby-actions.ts';
import { checkName, NameField } from './NameField.tsx';

interface FoundRoomFormProps {
  store: JoinFormStore;
  found: FoundRoom;
  displayName: string | null;
  isMember: boolean;
  joinLabel: string;
  /** Where the link says that the host is. */
  address?: string | undefined;
  /** The token of an invitation that the link carried. */
  invite?: string | null;
  hasAutoFocus?: boolean;
  onNamed: (displayName: string) => void;
  onJoin: JoinRoom;
}

/** Why the way in leads over waiting: as the room was found, or as the host has just said. */
function findObstacle(
  { room }: FoundRoom,
  { isMember, refusal, door }: { isMember: boolean; refusal: Failure | null; door: Door | undefined },
): 'knock' | 'queue' | null {
  if (isMember) return null;
  if (door?.state === 'waiting') return door.kind;
  if (refusal?.code === 'ROOM_LOCKED') return 'knock';
  if (refusal?.code === 'ROOM_FULL') return 'queue';
  return findClosedDoor(room);
}

/** What is still missing to come in, and the one button. The focus follows a refusal to its field. */
export function FoundRoomForm(props: FoundRoomFormProps) {
  const { store, found, displayName, isMember, joinLabel, hasAutoFocus = false, onNamed, onJoin } = props;
  const bridge = useBridge();
  const { name, nameError, password, refusal, isJoining, refusals } = useStore(store);
  const actions = useSessionActions();
  const hostKey = found.host.hostKey;
  const door = useHost(hostKey, (host) => host?.doors[found.room.id]);
  const words = text().lobby;
  const form = useRef<HTMLFormElement>(null);
  const isInviteGone = refusal !== null && isInviteSpent(refusal);
  const invite = isInviteGone || isMember ? null : (props.invite ?? null);
  const isInvited = invite !== null;
  const obstacle = isInvited ? null : findObstacle(found, { isMember, refusal, door });
  const isWaiting = door?.state === 'waiting';
  const [openedId, setOpenedId] = useState<string | null>(null);
  const hasOpened = openedId === found.room.id && obstacle === null;
  // Whoever knocks shows nothing: somebody opens.
  const isPasswordNeeded =
    found.room.hasPassword && !isMember && !isInvited && obstacle !== 'knock' && !isWaiting;
  const isPasswordRefused = refusal?.code === 'WRONG_PASSWORD' && isPasswordNeeded;
  const isTold =
    isPasswordRefused ||
    (isInviteGone && props.invite != null) ||
    refusal?.code === 'ROOM_LOCKED' ||
    refusal?.code === 'ROOM_FULL';

  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [refusals]);

  useEffect(() => {
    if (!isMember) void actions.resumeDoor(hostKey, found.room);
  }, [actions, hostKey, found.room, isMember]);

  const join = () => joinFoundRoom(store, { displayName, isMember, invite, onJoin });
  const look = async () => {
    const result = await lookAgain(store, { bridge, found, address: props.address });
    if (result.ok && result.data.isOpen) setOpenedId(found.room.id);
    return result;
  };
  const wait = async () => {
    const problem = displayName === null ? checkName(name) : null;
    if (problem !== null) {
      store.setState({ nameError: problem, refusals: refusals + 1 });
      return { ok: true, data: null } as const;
    }
    const who = displayName ?? name;
    onNamed(who);
    const request = { found, displayName: who, ...(isPasswordNeeded ? { password } : {}) };
    const result = await waitByRequest({ actions, bridge }, request);
    // The door opened while the button was pressed.
    if (!result.ok && result.error.code === 'CONFLICT') void join();
    return !result.ok && result.error.code === 'CONFLICT' ? ({ ok: true, data: null } as const) : result;
  };

  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (obstacle === null) void join();
      }}
    >
      {displayName === null && !isWaiting && (
        <NameField
          value={name}
          error={nameError}
          hasAutoFocus={hasAutoFocus}
          onChange={(next) => changeName(store, next)}
        />
      )}
      {isPasswordNeeded && (
        <TextField
          type="password"
          label={words.passwordLabel}
          hint={words.passwordNeeded}
          autoComplete="current-password"
          autoFocus={hasAutoFocus && displayName !== null}
          value={password}
          error={isPasswordRefused ? errorSentence(refusal) : undefined}
          onChange={(event) => changePassword(store, event.target.value)}
        />
      )}
      <div role="status" className="empty:hidden">
        {hasOpened && <Notice>{words.doorOpened}</Notice>}
      </div>
      {isInvited && <Notice>{text().rooms.gateInvited}</Notice>}
      {isInviteGone && props.invite != null && <Notice tone="bad">{text().rooms.gateGone}</Notice>}
      {refusal !== null && !isTold && <Notice tone="bad">{errorSentence(refusal)}</Notice>}
      {obstacle === null ? (
        <Button
          type="submit"
          look="primary"
          size="large"
          isBusy={isJoining}
          autoFocus={(hasAutoFocus || hasOpened) && displayName !== null && !isPasswordNeeded}
        >
          {isInvited ? text().rooms.gateAccept : joinLabel}
        </Button>
      ) : (
        <DoorCard
          kind={obstacle}
          door={door}
          hasAutoFocus={displayName !== null && !isPasswordNeeded}
          onWait={wait}
          onLook={look}
          onLeave={() => {
            store.setState({ refusal: null });
            void actions.leaveDoor({ hostKey, roomId: found.room.id });
          }}
        />
      )}
    </form>
  );
}
