import {
  Bookmark,
  CheckCheck,
  Copy,
  History,
  Link2,
  MailOpen,
  MessagesSquare,
  Pencil,
  Pin,
  PinOff,
  Reply,
  SmilePlus,
  Trash2,
  Users,
} from 'lucide-react';
import type { Message } from '#shared/model/message.ts';
import { useBridge } from '../../../bridge/use-bridge.ts';
import { errorSentence } from '../../../lib/error-sentence.ts';
import { laterText } from '../../../lib/later-text.ts';
import { text } from '../../../lib/text.ts';
import { useSessionActions } from '../../../session/use-session.ts';
import { AnchoredMenu } from '../../../ui/AnchoredMenu.tsx';
import { MenuItem, MenuSeparator } from '../../../ui/Menu.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useChat } from '../chat-context.ts';
import { tellFailure } from './tell-failure.ts';

interface MessageMenuProps {
  message: Message;
  at: { x: number; y: number };
  returnTo: HTMLElement | null;
  onClose: () => void;
}

const ICON = 16;

/** Everything that can be done with a message; one menu for all messages of a conversation. */
export function MessageMenu({ message, at, returnTo, onClose }: MessageMenuProps) {
  const chat = useChat();
  const bridge = useBridge();
  const session = useSessionActions();
  const { roomRef } = chat;
  const t = laterText().actions;
  const isOwn = message.userId !== null && message.userId === chat.selfId;
  const canSend = chat.may('send');
  const canDelete = isOwn || chat.may('delete-message');
  const isPinned = message.pinned !== undefined;
  const isText = message.messageType === 'user_text' && message.poll === undefined;

  const copy = async () => {
    const result = await bridge.copyText(message.content);
    if (result.ok) showToast(t.copied);
    else showToast(text().common.copyFailed, { tone: 'bad' });
  };
  const pin = async () => {
    const result = await session.pinMessage(roomRef, message.id, !isPinned);
    if (result.ok) showToast(isPinned ? t.unpinned : t.pinned);
    else tellFailure(result);
  };
  const save = async () => {
    const result = await session.saveMessage(roomRef, message.id, true);
    if (!result.ok) return tellFailure(result);
    const onAct = () => void session.saveMessage(roomRef, message.id, false);
    showToast(t.saved, { action: { label: t.undo, onAct } });
  };
  const markUnread = async () => {
    const result = await session.markUnreadFrom(roomRef, message.id);
    if (result.ok) showToast(t.markedUnread);
    else tellFailure(result);
  };
  const openThread = () => {
    // A panel gives the focus back to where it was: by then the menu is gone, and the message is still there.
    returnTo?.focus({ preventScroll: true });
    chat.openPanel({ kind: 'thread', rootId: message.threadId ?? message.id });
  };
  const remove = () => {
    session.deleteSoon(
      roomRef,
      message.id,
      (failed) => !failed.ok && showToast(errorSentence(failed.error), { tone: 'bad' }),
    );
    const onAct = () => session.undoDelete(roomRef, message.id);
    showToast(t.deleted, { action: { label: t.undo, onAct } });
  };

  return (
    <AnchoredMenu label={t.toolbar} at={at} returnTo={returnTo} onClose={onClose}>
      {canSend && (
        <>
          <MenuItem
            icon={<SmilePlus size={ICON} aria-hidden />}
            onSelect={() => chat.openPicker(message, at, returnTo)}
          >
            {t.react}
          </MenuItem>
          <MenuItem icon={<Reply size={ICON} aria-hidden />} onSelect={() => chat.reply(message)}>
            {t.reply}
          </MenuItem>
          {chat.threadId === null && (
            <MenuItem icon={<MessagesSquare size={ICON} aria-hidden />} onSelect={openThread}>
              {message.thread || message.threadId ? t.openThread : t.startThread}
            </MenuItem>
          )}
          {isOwn && isText && (
            <MenuItem
              icon={<Pencil size={ICON} aria-hidden />}
              shortcut="↑"
              onSelect={() => chat.edit(message)}
            >
              {t.edit}
            </MenuItem>
          )}
          <MenuSeparator />
        </>
      )}
      {message.content !== '' && (
        <MenuItem icon={<Copy size={ICON} aria-hidden />} onSelect={() => void copy()}>
          {t.copyText}
        </MenuItem>
      )}
      {canSend && (
        <MenuItem
          icon={isPinned ? <PinOff size={ICON} aria-hidden /> : <Pin size={ICON} aria-hidden />}
          onSelect={() => void pin()}
        >
          {isPinned ? t.unpin : t.pin}
        </MenuItem>
      )}
      <MenuItem icon={<Bookmark size={ICON} aria-hidden />} onSelect={() => void save()}>
        {t.save}
      </MenuItem>
      <MenuItem icon={<MailOpen size={ICON} aria-hidden />} onSelect={() => void markUnread()}>
        {t.markUnread}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<CheckCheck size={ICON} aria-hidden />}
        onSelect={() => chat.openDialog(message, 'readers')}
      >
        {t.readBy}
      </MenuItem>
      {message.reactions.length > 0 && (
        <MenuItem
          icon={<Users size={ICON} aria-hidden />}
          onSelect={() => chat.openDialog(message, 'reactions')}
        >
          {t.whoReacted}
        </MenuItem>
      )}
      {message.editedAt !== null && (
        <MenuItem
          icon={<History size={ICON} aria-hidden />}
          onSelect={() => chat.openDialog(message, 'versions')}
        >
          {t.history}
        </MenuItem>
      )}
      {message.quote !== undefined && (
        <MenuItem
          icon={<Link2 size={ICON} aria-hidden />}
          onSelect={() => chat.showMessage(message.quote?.id ?? '')}
        >
          {t.goToQuoted}
        </MenuItem>
      )}
      {canDelete && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Trash2 size={ICON} aria-hidden />} isDestructive onSelect={remove}>
            {t.delete}
          </MenuItem>
        </>
      )}
    </AnchoredMenu>
  );
}
