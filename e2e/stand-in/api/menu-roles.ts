import type { App } from './app.ts';
import type { StandInWindow } from './browser-window.ts';

export interface RoleScope {
  app: App;
  window: StandInWindow | null;
}

function zoomBy(window: StandInWindow | null, step: number): void {
  window?.webContents.setZoomLevel(window.webContents.getZoomLevel() + step);
}

const ROLES: Record<string, (scope: RoleScope) => void> = {
  quit: ({ app }) => app.quit(),
  close: ({ window }) => window?.close(),
  minimize: ({ window }) => window?.minimize(),
  reload: ({ window }) => window?.reload(),
  togglefullscreen: ({ window }) => window?.setFullScreen(!window.isFullScreen()),
  resetzoom: ({ window }) => window?.webContents.setZoomLevel(0),
  zoomin: ({ window }) => zoomBy(window, 0.5),
  zoomout: ({ window }) => zoomBy(window, -0.5),
};

/** What a click on an item with a role does; the roles of other systems and of editing do nothing here. */
export function runRole(role: string, scope: RoleScope): void {
  ROLES[role.toLowerCase()]?.(scope);
}
