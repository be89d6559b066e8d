import { useId, useState } from 'react';
import { useBridge } from '../../bridge/use-bridge.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { showToast } from '../../ui/toast-store.ts';

interface ChangedHostDialogProps {
  hostId: string;
  name: string;
  /** The host is believed again: try it at once. */
  onTrusted: () => void;
  onClose: () => void;
}

/** Another certificate: the focus is on staying away, and going on takes a tick and a second button. */
export function ChangedHostDialog({ hostId, name, onTrusted, onClose }: ChangedHostDialogProps) {
  const bridge = useBridge();
  const [hasAsked, setHasAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const tick = useId();
  const words = text().network;

  const accept = async () => {
    setBusy(true);
    const forgotten = await bridge.forgetHost(hostId);
    setBusy(false);
    if (!forgotten.ok) return showToast(errorSentence(forgotten.error), { tone: 'bad' });
    showToast(words.changedDone(name));
    onTrusted();
    onClose();
  };

  return (
    <Dialog
      title={words.changedTitle(name)}
      role="alertdialog"
      size="medium"
      hasCloseButton={false}
      onClose={onClose}
      footer={
        <>
          <Button look="danger" isBusy={isBusy} disabled={!hasAsked} onClick={() => void accept()}>
            {words.changedAccept}
          </Button>
          <Button look="primary" data-autofocus onClick={onClose}>
            {words.changedStay}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Notice tone="bad">{words.changedWhy}</Notice>
        <ul className="flex list-disc flex-col gap-1 ps-5 text-pretty text-sm text-text-2">
          {words.changedReasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        <p className="text-pretty text-sm">{words.changedAdvice}</p>
        <label htmlFor={tick} className="flex min-h-11 items-center gap-3 text-sm">
          <input
            id={tick}
            type="checkbox"
            checked={hasAsked}
            onChange={(event) => setHasAsked(event.target.checked)}
            className="size-5 shrink-0 accent-accent"
          />
          {words.changedConfirm}
        </label>
      </div>
    </Dialog>
  );
}
