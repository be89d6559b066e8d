import { EventEmitter } from 'node:events';
import type { WebPreferences } from 'electron';
import { refuseUnknown } from '../not-imitated.ts';
import type { PageEvents, PageLink } from '../page/page-link.ts';
import { type ContentsLoading, createContentsLoading } from './contents-loading.ts';
import { createContentsMessages, type OpenDetails } from './contents-messages.ts';
import { openContentsPage, refusePreferences } from './contents-page.ts';
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
  #loading: ContentsLoading;
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
    this.#loading = createContentsLoading({
      contents: this,
      beforeDomReady: () => {
        if (this.#zoomLevel !== 0) this.#applyZoom();
      },
      beforeFinish: () => this.#owner.handleFirstLoad(),
    });
    this.mainFrame = createWebFrame({
      processId: id,
      getUrl: this.#loading.getUrl,
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
    return this.#loading.getUrl();
  }
  getTitle() {
    return this.#owner.getTitle();
  }
  isLoading() {
    return this.#loading.isLoading();
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
    const finished = this.#loading.waitForLoad(url);
    finished.catch(() => undefined);
    this.#opening ??= this.#openPage();
    const page = await this.#opening;
    if (this.#isDestroyed) return;
    this.#loading.begin();
    page.navigate(url);
    return finished;
  }

  async #openPage(): Promise<PageLink> {
    this.#page = await openContentsPage({
      runtime: this.#runtime,
      size: this.#owner.getOuterSize(),
      preferences: this.#preferences,
      events: this.#listenToPage(),
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
      ...this.#loading.events,
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
