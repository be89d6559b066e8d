import { ChartBarBig, Mic, Paperclip, Plus, Smile } from 'lucide-react';
import { useRef, useState } from 'react';
import { laterText } from '../../../lib/later-text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuItem } from '../../../ui/Menu.tsx';
import { Popover } from '../../../ui/Popover.tsx';
import { EmojiPicker } from '../emoji/EmojiPicker.tsx';

interface ComposerToolsProps {
  isDisabled: boolean;
  onEmoji: (emoji: string) => void;
  onFiles: (files: readonly File[]) => void;
  onVoice: () => void;
  onPoll: () => void;
  onDone: () => void;
}

const BUTTON = 'mb-0.5 rounded-full!';

/** Beside the field: what can be added to a message. */
export function ComposerTools({ isDisabled, onEmoji, onFiles, onVoice, onPoll, onDone }: ComposerToolsProps) {
  const [isPicking, setPicking] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const t = laterText().compose;
  return (
    <>
      <Menu
        align="start"
        side="top"
        trigger={
          <IconButton
            label={t.more}
            tooltip={false}
            disabled={isDisabled}
            icon={<Plus size={20} aria-hidden />}
            className={BUTTON}
          />
        }
      >
        <MenuItem icon={<Paperclip size={16} aria-hidden />} onSelect={() => picker.current?.click()}>
          {t.attach}
        </MenuItem>
        <MenuItem icon={<Mic size={16} aria-hidden />} onSelect={onVoice}>
          {t.record}
        </MenuItem>
        <MenuItem icon={<ChartBarBig size={16} aria-hidden />} onSelect={onPoll}>
          {t.poll}
        </MenuItem>
      </Menu>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t.attach}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file may be picked again.
          currentTarget.value = '';
          onDone();
        }}
      />
      <Popover
        label={laterText().emoji.picker}
        side="top"
        align="start"
        isOpen={isPicking}
        onOpenChange={setPicking}
        trigger={
          <IconButton
            label={t.addEmoji}
            tooltip={false}
            disabled={isDisabled}
            icon={<Smile size={20} aria-hidden />}
            className={`${BUTTON} max-md:hidden`}
          />
        }
      >
        <EmojiPicker
          onPick={(emoji) => {
            onEmoji(emoji);
            setPicking(false);
            onDone();
          }}
        />
      </Popover>
    </>
  );
}
