import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { joinClasses } from '../lib/class-names.ts';
import { text } from '../lib/text.ts';
import { IconButton } from './IconButton.tsx';
import { PortalContainer } from './portal-container.ts';

const WIDTHS = { small: 'md:w-100', medium: 'md:w-140', large: 'md:w-190' } as const;

interface DialogProps {
  title: string;
  children: ReactNode;
  footer?: ReactNode;
  size?: keyof typeof WIDTHS;
  role?: 'dialog' | 'alertdialog';
  hasCloseButton?: boolean;
  /** Nothing in it takes the focus: then the text itself does, so that keys scroll it. */
  isOnlyText?: boolean;
  onClose: () => void;
}

/**
 * A modal while it is mounted, built on the native element: the page behind is inert, focus comes back on
 * closing, Escape takes the topmost layer. The element marked data-autofocus gets the focus.
 */
export function Dialog(props: DialogProps) {
  const { title, children, footer, size = 'small', role = 'dialog', hasCloseButton = true, onClose } = props;
  const { isOnlyText = false } = props;
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [container, setContainer] = useState<HTMLElement | null>(null);

  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    element.showModal();
    (element.querySelector<HTMLElement>('[data-autofocus]') ?? element).focus();
    // close() before the element goes away is what gives the focus back.
    return () => element.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      role={role}
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
        // Left to the browser, one Escape may close a question together with what it is about.
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      onCancel={(event) => {
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        // StrictMode's closing for a moment must not count.
        if (dialog.current?.open !== false) return;
        // The browser may insist on closing; what asks before it goes has to be there still.
        dialog.current.showModal();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      className={joinClasses(
        'm-auto max-h-[calc(100dvh-32px)] w-full max-w-[calc(100vw-32px)] animate-rise-in rounded-card border border-line bg-surface p-0 text-text shadow-popover backdrop:animate-fade-in max-md:mb-0 max-md:max-w-full max-md:rounded-b-none',
        WIDTHS[size],
      )}
    >
      <PortalContainer value={container}>
        <div ref={setContainer} className="flex max-h-[calc(100dvh-34px)] flex-col">
          <header className="flex items-center justify-between gap-3 pt-4 pe-4 pb-2 ps-6">
            <h2 id={titleId} className="min-w-0 break-words py-1 font-semibold text-md">
              {title}
            </h2>
            {hasCloseButton && (
              <IconButton
                label={text().common.close}
                icon={<X size={20} aria-hidden />}
                tooltip={false}
                onClick={onClose}
              />
            )}
          </header>
          <div tabIndex={isOnlyText ? 0 : undefined} className="min-h-0 overflow-y-auto px-6 pt-1 pb-6">
            {children}
          </div>
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-6 py-4">
              {footer}
            </footer>
          )}
        </div>
      </PortalContainer>
    </dialog>
  );
}
