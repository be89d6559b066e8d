import type { KeyboardEvent } from 'react';
import type { Message } from '#shared/model/message.ts';
import type { ComposeMode } from '../chat-context.ts';

interface KeyOptions {
  typed: string;
  mode: ComposeMode;
  /** True when the key belonged to the list of suggestions. */
  completeByKey: (event: KeyboardEvent) => boolean;
  /** What ↑ in an empty field edits. */
  findLastOwn: () => Message | null;
  onSend: () => void;
  onPage: (direction: -1 | 1) => void;
  onEdit: (message: Message) => void;
  onLeaveMode: () => void;
}

/** What the keys do in the field of a composer, beside typing. */
export function createKeyHandler(options: KeyOptions): (event: KeyboardEvent<HTMLTextAreaElement>) => void {
  const { typed, mode, completeByKey, findLastOwn, onSend, onPage, onEdit, onLeaveMode } = options;
  return (event) => {
    // While a word is being composed, keys belong to the input method.
    if (event.nativeEvent.isComposing || completeByKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      onSend();
    } else if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault();
      onPage(event.key === 'PageUp' ? -1 : 1);
    } else if (event.key === 'Escape' && mode.kind !== 'new') {
      event.preventDefault();
      event.stopPropagation();
      onLeaveMode();
    } else if (event.key === 'ArrowUp' && typed === '' && mode.kind === 'new') {
      const last = findLastOwn();
      if (last === null) return;
      event.preventDefault();
      onEdit(last);
    }
  };
}
