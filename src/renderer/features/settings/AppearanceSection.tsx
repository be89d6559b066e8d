import { Monitor, Moon, Sun } from 'lucide-react';
import { useBridge } from '../../bridge/use-bridge.ts';
import { text } from '../../lib/text.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import type { SectionProps } from './SettingsDialog.tsx';

export function AppearanceSection({ settings }: SectionProps) {
  const bridge = useBridge();
  const { settings: words, app } = text();
  return (
    <Segmented
      label={words.themeLabel}
      hint={words.themeHint}
      value={settings.theme}
      options={[
        { value: 'system', label: app.themeSystem, icon: <Monitor size={16} aria-hidden /> },
        { value: 'light', label: app.themeLight, icon: <Sun size={16} aria-hidden /> },
        { value: 'dark', label: app.themeDark, icon: <Moon size={16} aria-hidden /> },
      ]}
      onChange={(theme) => void bridge.changeSettings({ theme })}
    />
  );
}
