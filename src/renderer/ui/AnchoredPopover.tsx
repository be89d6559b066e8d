import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import type { AnchorPoint } from './AnchoredMenu.tsx';
import { usePortalContainer } from './portal-container.ts';

interface AnchoredPopoverProps {
  label: string;
  at: AnchorPoint;
  returnTo: HTMLElement | null;
  onClose: () => void;
  children: ReactNode;
}

/** A popover at a point, open while it is mounted. */
export function AnchoredPopover({ label, at, returnTo, onClose, children }: AnchoredPopoverProps) {
  const container = usePortalContainer();
  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Anchor asChild>
        <span aria-hidden="true" style={{ left: at.x, top: at.y }} className="fixed size-0" />
      </Radix.Anchor>
      <Radix.Portal container={container}>
        <Radix.Content
          aria-label={label}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // What the choice opened may have the focus by now.
            if (document.activeElement === document.body) returnTo?.focus({ preventScroll: true });
          }}
          className="z-50 max-w-[calc(100vw-16px)] animate-fade-in rounded-card border border-line bg-raised p-3 text-text shadow-popover focus-visible:outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
