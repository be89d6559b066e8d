import { ChartBarBig, Plus, Smile } from 'lucide-react';
import { useState } from 'react';
import { text } from '../../../lib/text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuItem } from '../../../ui/Menu.tsx';
import { Popover } from '../../../ui/Popover.tsx';
import { EmojiPicker } from '../emoji/EmojiPicker.tsx';

interface ComposerToolsProps {
  isDisabled: boolean;
  onEmoji: (emoji: string) => void;
  onPoll: () => void;
  onDone: () => void;
}

const BUTTON = 'mb-0.5 rounded-full!';

/** Beside the field: what can be added to a message. */
export function ComposerTools({ isDisabled, onEmoji, onPoll, onDone }: ComposerToolsProps) {
  const [isPicking, setPicking] = useState(false);
  const t = text().compose;
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
        <MenuItem icon={<ChartBarBig size={16} aria-hidden />} onSelect={onPoll}>
          {t.poll}
        </MenuItem>
      </Menu>
      <Popover
        label={text().emoji.picker}
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
