import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { usePortalContainer } from './portal-container.ts';

export interface AnchorPoint {
  readonly x: number;
  readonly y: number;
}

interface AnchoredMenuProps {
  label: string;
  at: AnchorPoint;
  /** Gets the focus back. */
  returnTo: HTMLElement | null;
  onClose: () => void;
  children: ReactNode;
}

/** A menu at a point, open while it is mounted: for right clicks and for one menu shared by many rows. */
export function AnchoredMenu({ label, at, returnTo, onClose, children }: AnchoredMenuProps) {
  const container = usePortalContainer();
  return (
    <Radix.Root open modal={false} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Trigger asChild>
        <span aria-hidden="true" tabIndex={-1} style={{ left: at.x, top: at.y }} className="fixed size-0" />
      </Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // What the choice opened may have the focus by now.
            if (document.activeElement === document.body) returnTo?.focus({ preventScroll: true });
          }}
          className="z-50 min-w-50 max-w-80 animate-fade-in rounded-card border border-line bg-raised p-1 text-text shadow-popover"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
