import { Stethoscope } from 'lucide-react';
import type { NetworkView, Settings } from '#shared/contract/ipc.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { errorSentence } from '../../lib/error-sentence.ts';
import { text } from '../../lib/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { showToast } from '../../ui/toast-store.ts';
import type { SectionProps } from './SettingsDialog.tsx';

/** Who may come in, which networks are used, and help when something is not found. */
export function NetworkSection({ settings, network, onExamine }: SectionProps) {
  const bridge = useBridge();
  const words = text().network;
  const change = async (part: Partial<Settings>) => {
    const result = await bridge.changeSettings(part);
    if (!result.ok) showToast(errorSentence(result.error), { tone: 'bad' });
  };
  if (bridge.platform === 'browser') return <GuestNetwork />;
  return (
    <>
      <Switch
        label={words.allowBrowsers}
        hint={words.allowBrowsersHint}
        isOn={settings.allowsBrowsers}
        onChange={(allowsBrowsers) => void change({ allowsBrowsers })}
      />
      <Switch
        label={words.allowHttp}
        hint={words.allowHttpHint}
        isOn={settings.allowsHttp}
        onChange={(allowsHttp) => void change({ allowsHttp })}
      />
      <Interfaces
        interfaces={network.interfaces}
        excluded={settings.excludedInterfaces}
        onChange={(excludedInterfaces) => void change({ excludedInterfaces })}
      />
      <div>
        <Button icon={<Stethoscope size={16} aria-hidden />} onClick={onExamine}>
          {words.doctorTitle}
        </Button>
        <p className="mt-1.5 text-text-3 text-xs">{words.doctorIntro}</p>
      </div>
    </>
  );
}

interface InterfacesProps {
  interfaces: NetworkView['interfaces'];
  excluded: readonly string[];
  onChange: (excluded: string[]) => void;
}

function Interfaces({ interfaces, excluded, onChange }: InterfacesProps) {
  const words = text().network;
  return (
    <fieldset>
      <legend className="font-medium text-sm">{words.interfacesLabel}</legend>
      <p className="mb-2 text-text-3 text-xs">
        {interfaces.length === 0 ? words.interfacesNone : words.interfacesHint}
      </p>
      <div className="flex flex-col gap-1">
        {interfaces.map(({ name, address, kind }) => (
          <Switch
            key={address}
            label={`${name} · ${address}`}
            hint={words.interfaceKind[kind] ?? kind}
            isOn={!excluded.includes(name)}
            onChange={(isOn) => onChange(isOn ? excluded.filter((one) => one !== name) : [...excluded, name])}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** A guest's own way to more: the same page over an encrypted line, which calls need. */
function GuestNetwork() {
  const words = text().network;
  if (location.protocol === 'https:')
    return <p className="text-sm text-text-3">{text().network.verifiedLine}</p>;
  return (
    <div>
      <a
        href={`https://${location.host}${location.pathname}`}
        className="inline-flex min-h-9 items-center font-medium text-accent-text text-sm underline underline-offset-2 max-md:min-h-11"
      >
        {words.encryptedPage}
      </a>
      <p className="text-text-3 text-xs">{words.encryptedPageHint}</p>
    </div>
  );
}
