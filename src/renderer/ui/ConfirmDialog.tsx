import type { ReactNode } from 'react';
import { text } from '../lib/text.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

interface ConfirmDialogProps {
  /** Asks and names the thing: "Delete “Chess club”?" */
  title: string;
  /** Says what will happen. */
  children: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  isDestructive?: boolean;
  isBusy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Cancel has the focus when something would be destroyed, so that Enter alone never does it. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirmLabel, cancelLabel, isDestructive = false, isBusy = false } = props;
  const { onConfirm, onClose } = props;
  return (
    <Dialog
      title={title}
      role="alertdialog"
      hasCloseButton={false}
      onClose={onClose}
      footer={
        <>
          <Button {...(isDestructive ? { 'data-autofocus': true } : {})} onClick={onClose}>
            {cancelLabel ?? text().common.cancel}
          </Button>
          <Button
            {...(isDestructive ? {} : { 'data-autofocus': true })}
            look={isDestructive ? 'danger' : 'primary'}
            isBusy={isBusy}
            onClick={onConfirm}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="text-text-2">{children}</div>
    </Dialog>
  );
}
