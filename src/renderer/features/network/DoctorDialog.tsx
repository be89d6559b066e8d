import { Copy, Stethoscope } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import type { Examination } from '#shared/contract/ipc.ts';
import type { Failure } from '#shared/contract/result.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast-store.ts';

type State =
  | { phase: 'idle' | 'running' }
  | { phase: 'done'; found: Examination }
  | { phase: 'failed'; error: Failure };

/** Tests from this computer and towards a host, and names one cause. */
export function DoctorDialog({ address: given = '', onClose }: { address?: string; onClose: () => void }) {
  const bridge = useBridge();
  const [address, setAddress] = useState(given);
  const [state, setState] = useState<State>({ phase: 'idle' });
  const words = text().network;

  const handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    setState({ phase: 'running' });
    const result = await bridge.examineNetwork(address.trim() === '' ? undefined : address.trim());
    setState(result.ok ? { phase: 'done', found: result.data } : { phase: 'failed', error: result.error });
  };

  return (
    <Dialog title={words.doctorTitle} size="medium" onClose={onClose}>
      <form noValidate className="flex flex-col gap-4" onSubmit={(event) => void handleSubmit(event)}>
        <p className="text-pretty text-sm text-text-2">{words.doctorIntro}</p>
        <TextField
          label={words.doctorAddress}
          hint={words.doctorAddressHint}
          placeholder={text().lobby.addressPlaceholder}
          inputMode="url"
          spellCheck={false}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
        <Button
          type="submit"
          look="primary"
          data-autofocus
          icon={<Stethoscope size={16} aria-hidden />}
          isBusy={state.phase === 'running'}
        >
          {state.phase === 'done' ? words.doctorAgain : words.doctorRun}
        </Button>
      </form>
      <div aria-live="polite" className="mt-4 flex flex-col gap-3">
        {state.phase === 'running' && (
          <p className="flex items-center gap-2 text-sm text-text-2">
            <Spinner label={words.doctorRunning} />
            <span aria-hidden="true">{words.doctorRunning}</span>
          </p>
        )}
        {state.phase === 'failed' && <Notice tone="bad">{errorSentence(state.error)}</Notice>}
        {state.phase === 'done' && <Finding found={state.found} />}
      </div>
    </Dialog>
  );
}

function Finding({ found: { cause, report } }: { found: Examination }) {
  const bridge = useBridge();
  const words = text().network;
  const [title, advice] = words.doctor[cause] ?? words.doctor.unknown ?? ['', ''];
  const copy = async () => {
    const result = await bridge.copyText(report);
    showToast(result.ok ? words.doctorCopied : text().common.copyFailed);
  };
  return (
    <>
      <Notice tone={cause === 'all-well' ? 'info' : 'warn'}>
        <p className="font-semibold">{title}</p>
        <p>{advice}</p>
      </Notice>
      {report !== '' && (
        <details className="text-sm">
          <summary className="flex h-9 w-fit select-none items-center rounded-control font-medium text-text-2 max-md:h-11">
            {words.doctorReport}
          </summary>
          <pre className="select-text whitespace-pre-wrap break-words rounded-control bg-sunken p-3 font-mono text-xs">
            {report}
          </pre>
        </details>
      )}
      {report !== '' && (
        <div>
          <Button size="small" icon={<Copy size={16} aria-hidden />} onClick={() => void copy()}>
            {words.doctorCopy}
          </Button>
        </div>
      )}
    </>
  );
}
