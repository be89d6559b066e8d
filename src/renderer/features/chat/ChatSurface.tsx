import { type ReactNode, useMemo, useState } from 'react';
import type { Message } from '#shared/model/message.ts';
import { laterText } from '../../lib/later-text.ts';
import type { RoomRef } from '../../session/replica.ts';
import type { AnchorPoint } from '../../ui/AnchoredMenu.tsx';
import { AnchoredPopover } from '../../ui/AnchoredPopover.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';
import {
  type Chat,
  ChatContext,
  type ChatPanel,
  type ComposeMode,
  type MessageDialog,
} from './chat-context.ts';
import { EmojiPicker } from './emoji/EmojiPicker.tsx';
import { MentionContext } from './markdown/MessageText.tsx';
import { MessageMenu } from './messages/MessageMenu.tsx';
import { PersonCard } from './messages/PersonCard.tsx';
import { useChatValue, useMentionReader } from './use-chat-value.ts';

const MessageDialogs = lazyPart(async () => (await import('./messages/MessageDialogs.tsx')).MessageDialogs);

interface Place {
  readonly at: AnchorPoint;
  readonly returnTo: HTMLElement | null;
}

type Layer =
  | (Place & { readonly kind: 'menu' | 'picker'; readonly message: Message })
  | (Place & { readonly kind: 'person'; readonly userId: string; readonly displayName: string })
  | { readonly kind: 'dialog'; readonly message: Message; readonly dialog: MessageDialog };

interface ChatSurfaceProps {
  roomRef: RoomRef;
  threadId: string | null;
  onCompose: (mode: ComposeMode) => void;
  onPanel: (panel: ChatPanel) => void;
  onOpenRoom: (ref: RoomRef) => void;
  children: ReactNode;
}

/** Gives the messages below it what they share, and draws the one menu, picker or dialog they open. */
export function ChatSurface(props: ChatSurfaceProps) {
  const { roomRef, threadId, onCompose, onPanel, onOpenRoom, children } = props;
  const [layer, setLayer] = useState<Layer | null>(null);
  const openers = useMemo(
    () => ({
      reply: (message: Message) => onCompose({ kind: 'reply', message }),
      edit: (message: Message) => onCompose({ kind: 'edit', message }),
      openMenu: (message: Message, at: AnchorPoint, returnTo: HTMLElement | null) =>
        setLayer({ kind: 'menu', message, at, returnTo }),
      openPicker: (message: Message, at: AnchorPoint, returnTo: HTMLElement | null) =>
        setLayer({ kind: 'picker', message, at, returnTo }),
      openPanel: onPanel,
      openDialog: (message: Message, dialog: MessageDialog) => setLayer({ kind: 'dialog', message, dialog }),
      openPerson: (userId: string, displayName: string, at: AnchorPoint, returnTo: HTMLElement | null) =>
        setLayer({ kind: 'person', userId, displayName, at, returnTo }),
    }),
    [onCompose, onPanel],
  );
  const chat = useChatValue(roomRef, threadId, openers);
  const mentions = useMentionReader(roomRef);
  return (
    <ChatContext value={chat}>
      <MentionContext value={mentions}>
        {children}
        <LayerView
          layer={layer}
          chat={chat}
          onOpenRoom={onOpenRoom}
          onClose={(closed) => setLayer((now) => (now === closed ? null : now))}
        />
      </MentionContext>
    </ChatContext>
  );
}

interface LayerViewProps {
  layer: Layer | null;
  chat: Chat;
  onOpenRoom: (ref: RoomRef) => void;
  /** A menu that opened a picker closes after it: only its own layer goes. */
  onClose: (closed: Layer) => void;
}

function LayerView({ layer, chat, onOpenRoom, onClose }: LayerViewProps) {
  if (layer === null) return null;
  const close = () => onClose(layer);
  switch (layer.kind) {
    case 'menu':
      return <MessageMenu {...layer} onClose={close} />;
    case 'picker':
      return (
        <AnchoredPopover label={laterText().emoji.picker} {...layer} onClose={close}>
          <EmojiPicker
            onPick={(emoji) => {
              chat.react(layer.message, emoji);
              close();
            }}
          />
        </AnchoredPopover>
      );
    case 'person':
      return (
        <AnchoredPopover label={layer.displayName} {...layer} onClose={close}>
          <PersonCard {...layer} onOpenRoom={onOpenRoom} onClose={close} />
        </AnchoredPopover>
      );
    case 'dialog':
      return <MessageDialogs message={layer.message} dialog={layer.dialog} onClose={close} />;
  }
}
