import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
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

/** The next key belongs to where one was before, or to the text field when that is gone. */
function useReturnedFocus(panel: RefObject<HTMLElement | null>): void {
  const opener = useRef(document.activeElement);
  useLayoutEffect(() => {
    const element = panel.current;
    return () => {
      const { activeElement, body } = document;
      if (activeElement !== body && element?.contains(activeElement) !== true) return;
      const isBack = opener.current instanceof HTMLElement && opener.current.isConnected;
      const target = isBack && opener.current !== body ? opener.current : findComposer();
      if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    };
  }, [panel]);
}

function findComposer(): Element | null {
  return document.querySelector('[data-composer]');
}

/** Beside or over the conversation; Escape closes it. */
export function SidePanel({ title, head, children, takesFocus = true, onClose }: SidePanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useReturnedFocus(panel);
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
