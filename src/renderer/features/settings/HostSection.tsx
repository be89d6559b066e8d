import { Copy, ServerCog } from 'lucide-react';
import type { HostStatus } from '#shared/contract/ipc.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { laterText } from '../../lib/later-text.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { AgentAccess } from './AgentAccess.tsx';
import { SavedField } from './SavedField.tsx';
import type { SectionProps } from './SettingsDialog.tsx';

export function HostSection({ settings, hostStatus, onAdminister }: SectionProps) {
  const bridge = useBridge();
  const words = text().settings;
  if (bridge.platform === 'browser') {
    const host = hostStatus?.state === 'running' ? hostStatus.address.name : text().common.appName;
    return (
      <div>
        <p className="font-medium text-sm">{words.guestLabel}</p>
        <p className="text-sm text-text-3">{words.guestHint(host)}</p>
        <AdministerButton hint={laterText().administration.openHintBrowser} onAdminister={onAdminister} />
      </div>
    );
  }
  const handleHosting = async (isHostingOn: boolean) => {
    const result = await bridge.changeSettings({ isHostingOn });
    if (!result.ok) showToast(errorSentence(result.error), { tone: 'bad' });
  };
  return (
    <>
      <SavedField
        label={words.hostNameLabel}
        hint={words.hostNameHint}
        maxLength={60}
        value={settings.hostName}
        onSave={async (name) => {
          if (name.trim() === '') return words.hostNameNeeded;
          const result = await bridge.changeSettings({ hostName: name.trim() });
          return result.ok ? null : errorSentence(result.error);
        }}
      />
      <Switch
        label={words.hostingLabel}
        hint={words.hostingHint}
        isOn={settings.isHostingOn}
        onChange={(isOn) => void handleHosting(isOn)}
      />
      <Addresses hostStatus={hostStatus} />
      {hostStatus?.state === 'running' && hostStatus.mcpUrl !== undefined && (
        <AgentAccess mcpUrl={hostStatus.mcpUrl} />
      )}
      <AdministerButton hint={laterText().administration.openHint} onAdminister={onAdminister} />
    </>
  );
}

interface AdministerButtonProps extends Pick<SectionProps, 'onAdminister'> {
  hint: string;
}

function AdministerButton({ hint, onAdminister }: AdministerButtonProps) {
  const words = laterText().administration;
  if (onAdminister === null) return null;
  return (
    <div className="mt-2">
      <Button icon={<ServerCog size={16} aria-hidden />} onClick={onAdminister}>
        {words.open}
      </Button>
      <p className="mt-1.5 text-text-3 text-xs">{hint}</p>
    </div>
  );
}

function Addresses({ hostStatus }: { hostStatus: HostStatus | null }) {
  const bridge = useBridge();
  const words = text().settings;
  if (hostStatus === null || hostStatus.state === 'starting') return <Notice>{words.hostStarting}</Notice>;
  if (hostStatus.state === 'failed') return <Notice tone="bad">{words.hostFailed}</Notice>;
  const handleCopy = async (address: string) => {
    const result = await bridge.copyText(address);
    showToast(result.ok ? words.addressCopied : text().common.copyFailed);
  };
  return (
    <div>
      <p className="font-medium text-sm">{words.addressesLabel}</p>
      <p className="mb-2 text-text-3 text-xs">
        {hostStatus.networkUrls.length === 0 ? words.addressesNone : words.addressesHint}
      </p>
      <ul className="flex flex-col gap-1">
        {hostStatus.networkUrls.map((address) => (
          <li
            key={address}
            className="flex items-center justify-between gap-2 rounded-control bg-canvas ps-3"
          >
            <span className="select-text truncate font-mono text-sm">{address}</span>
            <IconButton
              label={words.addressCopy(address)}
              tooltip={false}
              icon={<Copy size={16} aria-hidden />}
              onClick={() => void handleCopy(address)}
            />
          </li>
        ))}
      </ul>
      {hostStatus.fingerprint !== null && <Fingerprint value={hostStatus.fingerprint} />}
    </div>
  );
}

/** As people compare it: in groups of four. */
function Fingerprint({ value }: { value: string }) {
  const words = text().network;
  return (
    <div className="mt-4">
      <p className="font-medium text-sm">{words.fingerprintLabel}</p>
      <p className="mb-2 text-text-3 text-xs">{words.fingerprintHint}</p>
      <p className="select-text break-words rounded-control bg-canvas px-3 py-2 font-mono text-xs">
        {value.match(/.{4}/g)?.join(' ')}
      </p>
    </div>
  );
}
