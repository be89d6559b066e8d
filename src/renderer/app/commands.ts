import type { MenuCommand } from '#shared/contract/ipc.ts';
import type { AppStore } from './app-store.ts';
import type { Navigation } from './navigation.ts';

export interface CommandParts {
  app: AppStore;
  navigation: Navigation;
}

/** What the menu and the keyboard can order; both end here. */
export function runCommand(command: MenuCommand, { app, navigation }: CommandParts): void {
  switch (command) {
    case 'new-room':
    case 'join-room':
      navigation.showLobby();
      app.setState({ focusWish: command });
      break;
    case 'settings':
    case 'shortcuts':
      app.setState({ overlay: { name: command } });
      break;
  }
}
