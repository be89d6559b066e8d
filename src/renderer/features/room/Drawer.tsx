import { X } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { joinClasses } from '../../lib/class-names.ts';
import { text } from '../../lib/text.ts';
import { IconButton } from '../../ui/IconButton.tsx';

interface DrawerProps {
  label: string;
  side: 'start' | 'end';
  onClose: () => void;
  children: ReactNode;
}

/** A side column on small windows. The native dialog keeps the focus inside and gives it back. */
export function Drawer({ label, side, onClose, children }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    element.showModal();
    return () => element.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      className={joinClasses(
        'm-0 h-dvh max-h-none w-80 max-w-[calc(100vw-48px)] bg-canvas p-0 text-text shadow-popover backdrop:animate-fade-in',
        side === 'start' ? 'mr-auto animate-slide-in' : 'ml-auto animate-fade-in',
      )}
    >
      <div className="relative h-full">
        {children}
        <IconButton
          label={text().common.close}
          icon={<X size={20} aria-hidden />}
          tooltip={false}
          onClick={onClose}
          className="absolute top-1.5 right-2"
        />
      </div>
    </dialog>
  );
}
