import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { text } from '../lib/text.ts';
import { IconButton } from './IconButton.tsx';

interface SidePanelProps {
  title: string;
  /** Stays above what scrolls. */
  head?: ReactNode;
  children: ReactNode;
  /** False when something inside takes the focus by itself. */
  takesFocus?: boolean;
  onClose: () => void;
}

/** Beside or over the conversation; Escape closes it. */
export function SidePanel({ title, head, children, takesFocus = true, onClose }: SidePanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) panel.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape works wherever the focus is inside
    <div
      ref={panel}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
      className="flex h-full min-h-0 flex-col outline-none"
    >
      <header className="flex h-14 shrink-0 items-center justify-between gap-2 border-line border-b pe-2 ps-4">
        <h2 className="truncate font-semibold text-md">{title}</h2>
        <IconButton label={text().common.close} icon={<X size={20} aria-hidden />} onClick={onClose} />
      </header>
      {head}
      {children}
    </div>
  );
}
