import { Keyboard, Monitor, Moon, Settings, Sun } from 'lucide-react';
import iconUrl from '../assets/icon.svg';
import { useBridge } from '../bridge/use-bridge.ts';
import { text } from '../lib/text.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu, MenuChoice } from '../ui/Menu.tsx';
import { useApp, useAppStore, useNavigation } from './app-context.ts';
import { HostState } from './HostState.tsx';
import { Notifications } from './Notifications.tsx';
import { ProfileButton } from './ProfileButton.tsx';

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

export function TopBar() {
  const app = useAppStore();
  const navigation = useNavigation();
  const words = text().app;
  return (
    <header className="flex h-14 shrink-0 items-center gap-4 border-line border-b bg-surface px-4 max-md:gap-1 max-md:px-2">
      <button
        type="button"
        aria-label={words.homeLabel}
        onClick={() => navigation.showLobby()}
        className="flex h-9 items-center gap-2 rounded-control px-2 font-semibold text-md transition-colors hover:bg-hover max-md:h-11 max-md:min-w-11 max-md:justify-center"
      >
        <img src={iconUrl} alt="" width={24} height={24} />
        <span className="max-md:sr-only">{text().common.appName}</span>
      </button>
      <span aria-hidden="true" className="h-5 w-px bg-line max-md:hidden" />
      <div className="min-w-0 flex-1">
        <HostState />
      </div>
      <div className="flex items-center gap-1">
        <Notifications />
        <ThemeMenu />
        <IconButton
          label={words.shortcuts}
          shortcut="?"
          icon={<Keyboard size={20} aria-hidden />}
          className="max-md:hidden"
          onClick={() => app.setState({ overlay: { name: 'shortcuts' } })}
        />
        <IconButton
          label={words.settings}
          icon={<Settings size={20} aria-hidden />}
          onClick={() => app.setState({ overlay: { name: 'settings' } })}
        />
      </div>
      <ProfileButton />
    </header>
  );
}

function ThemeMenu() {
  const bridge = useBridge();
  const theme = useApp((state) => state.settings?.theme ?? 'system');
  const words = text().app;
  const names = { system: words.themeSystem, light: words.themeLight, dark: words.themeDark };
  const Icon = THEME_ICONS[theme];
  return (
    <Menu trigger={<IconButton label={words.theme} tooltip={false} icon={<Icon size={20} aria-hidden />} />}>
      <MenuChoice
        label={words.theme}
        value={theme}
        options={(['system', 'light', 'dark'] as const).map((value) => {
          const OptionIcon = THEME_ICONS[value];
          return { value, label: names[value], icon: <OptionIcon size={16} aria-hidden /> };
        })}
        onChange={(next) => void bridge.changeSettings({ theme: next })}
      />
    </Menu>
  );
}
