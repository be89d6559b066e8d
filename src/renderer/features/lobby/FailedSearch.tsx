import { Search, Stethoscope } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '#shared/contract/result.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AddressForm } from './AddressForm.tsx';

interface FailedSearchProps {
  error: Failure;
  /** Where a link said that the host is. */
  address?: string | undefined;
  onRetry: () => void;
  onFind: (address: string) => void;
  /** Opens the network check, towards the address that was typed. */
  onExamine: (address?: string) => void;
  onChangedHost: (hostId: string, name: string) => void;
}

const NOT_FOUND: readonly string[] = ['ROOM_NOT_FOUND', 'NOT_REACHABLE'];

/** Why a code led nowhere: who was asked, and the two ways on, an address or the network check. */
export function FailedSearch({
  error,
  address,
  onRetry,
  onFind,
  onExamine,
  onChangedHost,
}: FailedSearchProps) {
  const { platform } = useBridge();
  const [typed, setTyped] = useState(address);
  const words = text().network;
  const isDesktop = platform === 'desktop';
  const { hostId, name } = error.details ?? {};
  return (
    <>
      <Notice
        tone="bad"
        action={
          <Button size="small" look="quiet" icon={<Search size={16} aria-hidden />} onClick={onRetry}>
            {text().common.retry}
          </Button>
        }
      >
        {errorSentence(error)} {isDesktop && tellTried(error)}
      </Notice>
      {error.code === 'CERTIFICATE_CHANGED' && (
        <Button onClick={() => onChangedHost(String(hostId), String(name))}>{words.whatIsThat}</Button>
      )}
      {isDesktop && NOT_FOUND.includes(error.code) && (
        <>
          <AddressForm
            onFind={(place) => {
              setTyped(place);
              onFind(place);
            }}
          />
          <div>
            <Button
              size="small"
              look="quiet"
              icon={<Stethoscope size={16} aria-hidden />}
              onClick={() => onExamine(typed)}
            >
              {words.why}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

/** Names those who answered; a crowd is told as the first few. */
function tellTried({ details }: Failure): string {
  const tried = Array.isArray(details?.tried) ? (details.tried as { name: string; outcome: string }[]) : null;
  if (tried === null) return '';
  const names = tried.filter(({ outcome }) => outcome === 'no-such-code').map((one) => one.name);
  const words = text().network;
  return names.length === 0 ? words.triedNobody : words.tried(names.slice(0, 4));
}
