import { createContext, use } from 'react';
import type { Message, Quote } from '#shared/model/message.ts';
import type { RoomAction } from '#shared/model/policy.ts';
import type { Participant } from '#shared/model/room.ts';
import type { RoomRef } from '../../session/replica.ts';

/** What can open beside the conversation. */
export type ChatPanel =
  | { readonly kind: 'thread'; readonly rootId: string }
  | { readonly kind: 'pinned' | 'saved' | 'files' }
  | { readonly kind: 'search'; readonly query: string };

/** What is being written: something new, an answer, or another wording. */
export type ComposeMode =
  | { readonly kind: 'new' }
  | { readonly kind: 'reply'; readonly message: Message }
  | { readonly kind: 'edit'; readonly message: Message };

export type MessageDialog = 'versions' | 'readers' | 'reactions';

/** What every message of a conversation may need; made once for all of them. */
export interface Chat {
  readonly roomRef: RoomRef;
  readonly selfId: string | undefined;
  /** What this person may do here. */
  may(action: RoomAction): boolean;
  readonly participants: readonly Participant[];
  /** The thread this conversation is; null for the room itself. */
  readonly threadId: string | null;
  nameOf(userId: string): string;
  /** A name as it was written, told apart from others of the room that read the same. */
  showName(userId: string | null | undefined, displayName: string): string;
  /** What a message that waits to be sent answers, as far as it is known here. */
  findQuote(messageId: string | null): Quote | null;
  reply(message: Message): void;
  edit(message: Message): void;
  react(message: Message, emoji: string): void;
  openMenu(message: Message, at: { x: number; y: number }, returnTo: HTMLElement | null): void;
  openPicker(message: Message, at: { x: number; y: number }, returnTo: HTMLElement | null): void;
  openPanel(panel: ChatPanel): void;
  openDialog(message: Message, dialog: MessageDialog): void;
  showMessage(messageId: string): void;
  openPerson(
    userId: string,
    displayName: string,
    at: { x: number; y: number },
    returnTo: HTMLElement | null,
  ): void;
}

export const ChatContext = createContext<Chat | null>(null);

export function useChat(): Chat {
  const chat = use(ChatContext);
  if (chat === null) throw new Error('ChatContext is missing around this component');
  return chat;
}

/** Where something opens that belongs to an element. */
export function anchorBelow(element: HTMLElement): { x: number; y: number } {
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left, y: bottom };
}
