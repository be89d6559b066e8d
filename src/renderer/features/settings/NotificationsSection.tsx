import { useBridge } from '../../bridge/use-bridge.ts';
import { text } from '../../lib/text.ts';
import { Switch } from '../../ui/Switch.tsx';
import { AlertsSection } from './AlertsSection.tsx';
import type { SectionProps } from './SettingsDialog.tsx';

export function NotificationsSection({ settings }: SectionProps) {
  const bridge = useBridge();
  const { soundLabel, soundHint } = text().waiting;
  return (
    <>
      <AlertsSection />
      <Switch
        label={soundLabel}
        hint={soundHint}
        isOn={settings.isDoorbellOn}
        onChange={(isDoorbellOn) => void bridge.changeSettings({ isDoorbellOn })}
      />
    </>
  );
}
