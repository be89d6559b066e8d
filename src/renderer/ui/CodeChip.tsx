import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { formatRoomCode } from '#shared/model/room-code.ts';
import { joinClasses } from '../lib/class-names.ts';
import { text } from '../lib/text.ts';
import { Tooltip } from './Tooltip.tsx';
import { showToast } from './toast-store.ts';

const LOOKS = {
  chip: 'h-8 gap-2 rounded-control px-2.5 text-sm max-md:h-11',
  large: 'min-h-16 gap-4 rounded-card px-6 text-2xl max-md:text-xl',
} as const;

interface CodeChipProps {
  code: string;
  size?: keyof typeof LOOKS;
  /** Resolves to false when the clipboard refused. */
  onCopy: () => Promise<boolean>;
}

/** Shows a code; a click copies it and the icon says so for a moment. */
export function CodeChip({ code, size = 'chip', onCopy }: CodeChipProps) {
  const [copies, setCopies] = useState(0);
  const { copyCode, copied, copyFailed, copy } = text().common;

  useEffect(() => {
    if (copies === 0) return;
    const timer = setTimeout(() => setCopies(0), 2_000);
    return () => clearTimeout(timer);
  }, [copies]);

  const handleClick = async () => {
    if (await onCopy()) setCopies((count) => count + 1);
    else showToast(copyFailed, { tone: 'bad' });
  };
  const isCopied = copies > 0;
  const Icon = isCopied ? Check : Copy;
  return (
    <Tooltip label={isCopied ? copied : copy}>
      <button
        type="button"
        aria-label={copyCode(formatRoomCode(code))}
        onClick={() => void handleClick()}
        className={joinClasses(
          'inline-flex items-center justify-center bg-sunken font-medium font-mono text-text tracking-widest transition-colors hover:bg-pressed',
          LOOKS[size],
        )}
      >
        <bdi>{formatRoomCode(code)}</bdi>
        <Icon
          size={size === 'large' ? 20 : 16}
          aria-hidden
          className={isCopied ? 'text-good-text' : 'text-text-3'}
        />
        <span role="status" className="sr-only">
          {isCopied ? copied : ''}
        </span>
      </button>
    </Tooltip>
  );
}
