import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { FoundRoom } from '#shared/contract/ipc.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { changeName, changePassword, type JoinRoom, joinFoundRoom } from './join-form-actions.ts';
import type { JoinFormStore } from './join-form-store.ts';
import { NameField } from './NameField.tsx';

interface FoundRoomFormProps {
  store: JoinFormStore;
  found: FoundRoom;
  displayName: string | null;
  isMember: boolean;
  joinLabel: string;
  hasAutoFocus?: boolean;
  onJoin: JoinRoom;
}

/** What is still missing to come in, and the one button. The focus follows a refusal to its field. */
export function FoundRoomForm(props: FoundRoomFormProps) {
  const { store, found, displayName, isMember, joinLabel, hasAutoFocus = false, onJoin } = props;
  const { name, nameError, password, refusal, isJoining, refusals } = useStore(store);
  const words = text().lobby;
  const form = useRef<HTMLFormElement>(null);
  const isPasswordNeeded = found.room.hasPassword && !isMember;
  const isPasswordRefused = refusal?.code === 'WRONG_PASSWORD' && isPasswordNeeded;

  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [refusals]);

  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void joinFoundRoom(store, { displayName, isMember, onJoin });
      }}
    >
      {displayName === null && (
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
      {refusal !== null && !isPasswordRefused && <Notice tone="bad">{errorSentence(refusal)}</Notice>}
      <Button
        type="submit"
        look="primary"
        size="large"
        isBusy={isJoining}
        autoFocus={hasAutoFocus && displayName !== null && !isPasswordNeeded}
      >
        {joinLabel}
      </Button>
    </form>
  );
}
