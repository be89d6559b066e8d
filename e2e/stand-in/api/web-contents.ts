import { EventEmitter } from 'node:events';
import type { WebPreferences } from 'electron';
import { createNotImitatedError, refuseUnknown } from '../not-imitated.ts';
import { openPage, type PageEvents, type PageLink } from '../page/page-link.ts';
import { createContentsMessages, type OpenDetails } from './contents-messages.ts';
import { createEvent, type PreventableEvent } from './events.ts';
import { IpcMain } from './ipc-main.ts';
import type { Runtime } from './runtime.ts';
import type { Session } from './session.ts';
import { createWebFrame, type WebFrame } from './web-frame.ts';

type OpenHandler = (details: OpenDetails) => { action: string };

/** The window's side of what a page does. */
export interface ContentsOwner {
  readonly webContents: WebContents;
  getOuterSize(): { width: number; height: number };
  getTitle(): string;
  close(): void;
  destroy(): void;
  handleTitle(title: string, event: PreventableEvent): void;
  handleFirstLoad(): void;
}

export interface ContentsOptions {
  id: number;
  owner: ContentsOwner;
  preferences: WebPreferences;
}

function refusePreferences(preferences: WebPreferences): void {
  const { sandbox, contextIsolation, nodeIntegration, webviewTag, partition } = preferences;
  if (sandbox === false) throw createNotImitatedError('webPreferences.sandbox = false');
  if (contextIsolation === false) throw createNotImitatedError('webPreferences.contextIsolation = false');
  if (nodeIntegration) throw createNotImitatedError('webPreferences.nodeIntegration');
  if (webviewTag) throw createNotImitatedError('webPreferences.webviewTag');
  if (partition) throw createNotImitatedError('webPreferences.partition');
}

export class WebContents extends EventEmitter {
  readonly id: number;
  readonly session: Session;
  readonly mainFrame: WebFrame;
  readonly ipc = new IpcMain();
  #runtime: Runtime;
  #owner: ContentsOwner;
  #preferences: WebPreferences;
  #opening: Promise<PageLink> | undefined;
  #page: PageLink | undefined;
  #url = '';
  #isLoading = false;
  #isDestroyed = false;
  #zoomLevel = 0;
  #openHandler: OpenHandler | undefined;

  constructor(runtime: Runtime, { id, owner, preferences }: ContentsOptions) {
    super();
    refusePreferences(preferences);
    this.setMaxListeners(0);
    this.id = id;
    this.#runtime = runtime;
    this.#owner = owner;
    this.#preferences = preferences;
    this.session = runtime.defaultSession;
    this.mainFrame = createWebFrame({
      processId: id,
      getUrl: () => this.#url,
      isDestroyed: () => this.#isDestroyed,
      send: (channel, ...args) => this.send(channel, ...args),
    });
  }

  get page() {
    return this.#page;
  }
  get zoomLevel() {
    return this.#zoomLevel;
  }
  set zoomLevel(level: number) {
    this.setZoomLevel(level);
  }
  getType() {
    return 'window';
  }
  getURL() {
    return this.#url;
  }
  getTitle() {
    return this.#owner.getTitle();
  }
  isLoading() {
    return this.#isLoading;
  }
  isDestroyed() {
    return this.#isDestroyed;
  }
  isDevToolsOpened() {
    return false;
  }
  openDevTools() {
    this.#runtime.recorder.record('webContents.openDevTools');
  }
  closeDevTools() {}
  toggleDevTools() {
    this.openDevTools();
  }
  setWindowOpenHandler(handler: OpenHandler) {
    this.#openHandler = handler;
  }
  setZoomLevel(level: number) {
    this.#zoomLevel = level;
    this.#applyZoom();
  }
  getZoomLevel() {
    return this.#zoomLevel;
  }
  setZoomFactor(factor: number) {
    this.setZoomLevel(Math.log(factor) / Math.log(1.2));
  }
  getZoomFactor() {
    return 1.2 ** this.#zoomLevel;
  }
  setBackgroundThrottling() {}
  setVisualZoomLevelLimits() {
    return Promise.resolve();
  }
  reload() {
    this.#page?.reload();
  }
  reloadIgnoringCache() {
    this.reload();
  }
  forcefullyCrashRenderer() {
    void this.#page?.command('Page.crash').catch(() => undefined);
  }
  downloadURL(url: string) {
    // A failure of the stand-in itself is said where Playwright shows it.
    this.session.download(url, this).catch((error: Error) => console.error(error.message));
  }
  executeJavaScript(code: string) {
    return this.#requirePage().evaluate(code);
  }
  send(channel: string, ...args: unknown[]) {
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed');
    this.#page?.send({ t: 'event', channel, args });
  }
  close() {
    this.#owner.destroy();
  }

  async loadURL(url: string): Promise<void> {
    new URL(url);
    const finished = this.#waitForLoad(url);
    finished.catch(() => undefined);
    this.#opening ??= this.#openPage();
    const page = await this.#opening;
    if (this.#isDestroyed) return;
    this.#isLoading = true;
    page.navigate(url);
    return finished;
  }

  #waitForLoad(url: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const handleFailure = (_event: object, _code: number, description: string) =>
      reject(Object.assign(new Error(`${description} loading '${url}'`), { code: description, url }));
    this.once('did-finish-load', resolve).once('did-fail-load', handleFailure).once('destroyed', resolve);
    return promise.finally(() => {
      this.off('did-finish-load', resolve).off('did-fail-load', handleFailure).off('destroyed', resolve);
    });
  }

  async #openPage(): Promise<PageLink> {
    const { browser, nativeTheme, executable } = this.#runtime;
    if (!browser) throw new Error('a window was opened before the app was ready');
    const { platform, arch, versions } = process;
    const { node, electron, chrome } = versions;
    this.#page = await openPage({
      browser,
      size: this.#owner.getOuterSize(),
      preload: this.#preferences.preload,
      info: {
        platform,
        arch,
        versions: { node, electron, chrome },
        argv: [executable, ...(this.#preferences.additionalArguments ?? [])],
      },
      events: this.#listenToPage(),
      prepare: [nativeTheme.describeMedia()],
    });
    if (this.#isDestroyed) void this.#page.close();
    return this.#page;
  }

  #requirePage(): PageLink {
    if (!this.#page) throw new Error('nothing is loaded in this window yet');
    return this.#page;
  }

  #listenToPage(): PageEvents {
    return {
      onMessage: createContentsMessages({
        contents: this,
        owner: this.#owner,
        runtime: this.#runtime,
        decideOpen: (details) => this.#openHandler?.(details),
      }),
      onNavigated: (url, failure) => {
        this.#url = url;
        if (failure) this.emit('did-fail-load', createEvent({}), -2, failure, url, true);
        else if (url !== 'about:blank') this.emit('did-navigate', createEvent({}), url, 200, 'OK');
        this.#isLoading = !failure && url !== 'about:blank';
      },
      onNavigatedInPage: (url) => {
        this.#url = url;
        this.emit('did-navigate-in-page', createEvent({}), url, true);
      },
      onDomReady: () => {
        if (!this.#isLoading) return;
        if (this.#zoomLevel !== 0) this.#applyZoom();
        this.emit('dom-ready', createEvent({}));
      },
      onLoaded: () => {
        if (!this.#isLoading) return;
        this.#isLoading = false;
        this.#owner.handleFirstLoad();
        this.emit('did-finish-load', createEvent({}));
      },
      onCrashed: () => {
        const details = { reason: 'crashed', exitCode: 1 };
        this.emit('render-process-gone', createEvent({}), details);
        this.#runtime.app.emit('render-process-gone', createEvent({}), this, details);
      },
      canNavigate: (url) => {
        const event = createEvent({ url, isSameDocument: false, isMainFrame: true, frame: this.mainFrame });
        this.emit('will-navigate', event, url);
        return !event.defaultPrevented;
      },
    };
  }

  #applyZoom() {
    const factor = this.getZoomFactor();
    this.#page?.evaluate(`void (document.documentElement.style.zoom = '${factor}')`).catch(() => undefined);
  }

  /** The window is gone for the app at once; Chromium follows. */
  handleDestroyed(): Promise<void> {
    this.#isDestroyed = true;
    this.emit('destroyed');
    return this.#page?.close() ?? Promise.resolve();
  }
}

refuseUnknown(WebContents.prototype, 'webContents');
