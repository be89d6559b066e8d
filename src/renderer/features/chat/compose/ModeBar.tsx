import { Pencil, Reply, X } from 'lucide-react';
import { laterText } from '../../../lib/later-text.ts';
import { readPlainWords } from '../../../lib/plain-words.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { type ComposeMode, useChat } from '../chat-context.ts';

/** Over the field: what is being answered or changed, and the way out. */
export function ModeBar({ mode, onLeave }: { mode: ComposeMode; onLeave: () => void }) {
  const chat = useChat();
  const t = laterText().compose;
  if (mode.kind === 'new') return null;
  const isReply = mode.kind === 'reply';
  const { message } = mode;
  return (
    <div className="flex items-center gap-3 rounded-t-[18px] border border-outline/50 border-b-0 bg-canvas py-1 ps-4 pe-1">
      <span className="text-accent-text" aria-hidden="true">
        {isReply ? <Reply size={16} /> : <Pencil size={16} />}
      </span>
      <div className="min-w-0 flex-1 text-sm">
        <p className="truncate font-medium text-xs" role="status">
          {isReply ? t.replyingTo(chat.showName(message.userId, message.displayName)) : t.editing}
        </p>
        <p className="truncate text-text-3">
          <bdi>{readPlainWords(message) || laterText().actions.attachmentOnly}</bdi>
        </p>
      </div>
      <IconButton
        label={isReply ? t.stopReplying : t.stopEditing}
        shortcut="Esc"
        icon={<X size={16} aria-hidden />}
        onClick={onLeave}
      />
    </div>
  );
}
