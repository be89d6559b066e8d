import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { laterText } from '../../../lib/later-text.ts';
import type { PendingDraft, RoomRef } from '../../../session/replica.ts';
import { useSessionActions } from '../../../session/use-session.ts';
import { showToast } from '../../../ui/toast-store.ts';
import type { ComposeMode } from '../chat-context.ts';
import { isMarkdown } from '../markdown/parse-markdown.ts';
import { tellFailure } from '../messages/tell-failure.ts';
import { useTypingSignal } from '../use-typing-signal.ts';
import { parseCommand } from './commands.ts';
import type { Replaced } from './completion.ts';
import { type ComposerDialog, useCommandHost } from './use-command-host.ts';

interface ComposerOptions {
  roomRef: RoomRef;
  threadId: string | null;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  mode: ComposeMode;
  onModeChange: (mode: ComposeMode) => void;
  onSent: () => void;
  onSearch: (query: string) => void;
  onDialog: (dialog: ComposerDialog) => void;
}

/** Blank lines around a message are slips; spaces at the start of its first line may be meant. */
export function trimMessage(typed: string): string {
  return typed.replace(/^(?:[^\S\n]*\n)+|\s+$/g, '');
}

function contentTypeOf(content: string): string {
  return isMarkdown(content) ? 'text/markdown' : 'text/plain';
}

const NEW: ComposeMode = { kind: 'new' };

/** What is typed, what it answers or changes, and how it goes out. */
export function useComposer(options: ComposerOptions) {
  const { roomRef, threadId, inputRef, mode, onModeChange, onSent } = options;
  const session = useSessionActions();
  const [typed, setTyped] = useState(() => session.readDraft(roomRef, threadId));
  const [caret, setCaret] = useState(typed.length);
  const signalTyping = useTypingSignal((isTyping) => void session.setTyping(roomRef, isTyping));
  const isEditing = mode.kind === 'edit';

  const change = useCallback(
    (next: string, at = next.length) => {
      setTyped(next);
      setCaret(at);
      // Another wording of an old message is no draft of a new one.
      if (!isEditing) session.writeDraft(roomRef, next, threadId);
      signalTyping(next);
    },
    [isEditing, roomRef, threadId, session, signalTyping],
  );

  const replace = useCallback(
    ({ text: next, caret: at }: Replaced) => {
      change(next, at);
      requestAnimationFrame(() => inputRef.current?.setSelectionRange(at, at));
    },
    [change, inputRef],
  );

  // Editing borrows the field: what stood there comes back afterwards.
  const editedId = mode.kind === 'edit' ? mode.message.id : null;
  const borrowed = useRef(editedId);
  useEffect(() => {
    if (mode.kind !== 'new') inputRef.current?.focus();
    if (borrowed.current === editedId) return;
    borrowed.current = editedId;
    const next = mode.kind === 'edit' ? mode.message.content : session.readDraft(roomRef, threadId);
    setTyped(next);
    setCaret(next.length);
  }, [mode, editedId, inputRef, roomRef, threadId, session]);

  const post = useCallback(
    (content: string, extra: Partial<PendingDraft> = {}) => {
      const draft: PendingDraft = {
        messageType: 'user_text',
        content,
        contentType: contentTypeOf(content),
        ...(threadId === null ? {} : { threadId }),
        ...(mode.kind === 'reply' ? { replyToId: mode.message.id } : {}),
        ...extra,
      };
      if (draft.messageType === 'file') session.sendWithFiles(roomRef, threadId, draft);
      else session.sendMessage(roomRef, draft);
      onModeChange(NEW);
      onSent();
    },
    [session, roomRef, threadId, mode, onModeChange, onSent],
  );
  const commandHost = useCommandHost({ ...options, post });

  const saveEdit = async (content: string) => {
    if (mode.kind !== 'edit') return;
    const { id, content: before } = mode.message;
    onModeChange(NEW);
    if (content === before) return;
    tellFailure(await session.editMessage(roomRef, id, { content, contentType: contentTypeOf(content) }));
  };

  /** True when it was dealt with. */
  const runCommand = (message: string): boolean => {
    const parsed = parseCommand(message);
    if (parsed.kind === 'text') return false;
    if (parsed.kind === 'unknown') {
      showToast(laterText().commands.unknown(parsed.name), { tone: 'bad' });
      return true;
    }
    const { command, argument } = parsed;
    change('');
    void Promise.resolve(command.run(argument, commandHost)).then((failed) => {
      if (failed === null) return;
      showToast(failed, { tone: 'bad' });
      // What was typed comes back, unless something new was begun.
      if (inputRef.current?.value === '') change(message);
    });
    return true;
  };

  const send = (extra: Partial<PendingDraft> = {}) => {
    const message = trimMessage(typed);
    inputRef.current?.focus();
    if (isEditing) return void saveEdit(message);
    if (message.startsWith('/') && extra.messageType !== 'file' && runCommand(message)) return;
    const isEscaped = message.startsWith('//');
    change('');
    post(isEscaped ? message.slice(1) : message, extra);
  };

  /** Puts a text that was not sent before what is typed. */
  const takeBack = (text: string) => {
    const join = (begun: string) => [text, begun].filter((part) => part !== '').join('\n');
    // The field is borrowed for an old message: they come back with what stood there before.
    if (isEditing) session.writeDraft(roomRef, join(session.readDraft(roomRef, threadId)), threadId);
    else change(join(typed));
    inputRef.current?.focus();
  };

  return { typed, caret, setCaret, change, replace, send, takeBack, isEditing };
}
