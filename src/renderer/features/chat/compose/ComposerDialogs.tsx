import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { RoomRef } from '../../../session/replica.ts';
import { lazyPart } from '../../../ui/lazy-part.tsx';
import type { ComposerDialog } from './use-command-host.ts';

const PollDialog = lazyPart(async () => (await import('./PollDialog.tsx')).PollDialog);
const CommandsDialog = lazyPart(async () => (await import('./CommandsDialog.tsx')).CommandsDialog);

interface ComposerDialogsProps {
  roomRef: RoomRef;
  dialog: ComposerDialog | null;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  onStarted: () => void;
  onClose: () => void;
}

/** What is opened from a composer; afterwards the focus is in its field. */
export function ComposerDialogs({ roomRef, dialog, inputRef, onStarted, onClose }: ComposerDialogsProps) {
  const hadDialog = useRef(false);
  useLayoutEffect(() => {
    // By then the dialog has given the focus back to what opened it; the next key belongs to the field.
    if (hadDialog.current && dialog === null) inputRef.current?.focus({ preventScroll: true });
    hadDialog.current = dialog !== null;
  }, [dialog, inputRef]);

  if (dialog === null) return null;
  if (dialog.kind === 'help') return <CommandsDialog roomRef={roomRef} onClose={onClose} />;
  return <PollDialog roomRef={roomRef} question={dialog.question} onStarted={onStarted} onClose={onClose} />;
}
