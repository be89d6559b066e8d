import { BrowserWindow, screen } from 'electron';
import type { JsonFile } from './json-file.ts';
import { recoverRenderer } from './renderer-recovery.ts';
import { isExternalLink } from './trusted-page.ts';
import { MINIMUM_SIZE, placeWindow, type WindowState } from './window-state.ts';

const SAVE_AFTER = 500;

function listWorkAreas() {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary.workArea, ...others.map(({ workArea }) => workArea)] as const;
}

/** Remembers where the window is, a moment after it came to rest and again when it closes. */
function keepState(window: BrowserWindow, file: JsonFile<WindowState>): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    void file.write({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }).catch(() => {
      // A position that cannot be kept is not worth a message.
    });
  };
  const saveSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER);
  };
  window.on('resize', saveSoon).on('move', saveSoon).on('maximize', saveSoon).on('unmaximize', saveSoon);
  window.on('close', save);
}

/** The page stays where it is: links leave through the system's own programs, pop-ups never open. */
function refuseNavigation(window: BrowserWindow, openLink: (url: string) => void): void {
  const handOver = (url: string) => {
    if (isExternalLink(url)) openLink(url);
  };
  window.webContents.on('will-navigate', (event) => {
    if (event.url === window.webContents.getURL()) return;
    event.preventDefault();
    handOver(event.url);
  });
  window.webContents.on('will-attach-webview', (event) => event.preventDefault());
  window.webContents.setWindowOpenHandler(({ url }) => {
    handOver(url);
    return { action: 'deny' };
  });
}

export interface MainWindowOptions {
  readonly url: string;
  readonly preload: string;
  readonly icon: string;
  readonly saved: WindowState | null;
  readonly stateFile: JsonFile<WindowState>;
  readonly openLink: (url: string) => void;
  readonly logProblem: (reason: string) => void;
}

/** Opens the one window: sandboxed, isolated, shown when its first picture is ready. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const { url, preload, icon, saved, stateFile, openLink, logProblem } = options;
  const window = new BrowserWindow({
    ...placeWindow({ saved, areas: listWorkAreas() }),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    title: 'Spaces',
    icon,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Other systems than macOS would fetch dictionaries from the internet.
      spellcheck: process.platform === 'darwin',
    },
  });
  refuseNavigation(window, openLink);
  keepState(window, stateFile);
  recoverRenderer({ window, logProblem });
  window.once('ready-to-show', () => {
    if (saved?.isMaximized) window.maximize();
    window.show();
  });
  window.loadURL(url).catch((error: unknown) => logProblem(String(error)));
  return window;
}

/** Brings the window to the front from wherever it is. */
export function revealWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  if (!window.isVisible()) window.show();
  window.focus();
}
