import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserWindowConstructorOptions } from 'electron';
import { refuseUnknown } from '../not-imitated.ts';
import { createEvent, type PreventableEvent } from './events.ts';
import { PlacedWindow } from './placed-window.ts';
import type { Runtime } from './runtime.ts';
import { type ContentsOwner, WebContents } from './web-contents.ts';

export class StandInWindow extends PlacedWindow implements ContentsOwner {
  readonly id: number;
  readonly webContents: WebContents;
  readonly options: BrowserWindowConstructorOptions;
  #runtime: Runtime;
  #title: string;
  #isVisible: boolean;
  #isMinimized = false;
  #isDestroyed = false;
  #hasShownItself = false;

  constructor(runtime: Runtime, options: BrowserWindowConstructorOptions = {}) {
    if (!runtime.browser) throw new Error('Cannot create BrowserWindow before app is ready');
    super(runtime.browser, options);
    this.setMaxListeners(0);
    this.#runtime = runtime;
    this.options = options;
    this.#title = options.title ?? runtime.app.name;
    this.#isVisible = options.show !== false;
    this.id = runtime.windows.add(this);
    this.webContents = new WebContents(runtime, {
      id: this.id,
      owner: this,
      preferences: options.webPreferences ?? {},
    });
    runtime.app.emit('web-contents-created', createEvent({}), this.webContents);
    runtime.app.emit('browser-window-created', createEvent({}), this);
    if (this.#isVisible) runtime.windows.setFocused(this);
  }

  loadURL(url: string) {
    return this.webContents.loadURL(url);
  }
  loadFile(file: string) {
    return this.loadURL(pathToFileURL(resolve(this.#runtime.package.folder, file)).href);
  }
  reload() {
    this.webContents.reload();
  }

  show() {
    this.showInactive();
    this.focus();
  }
  showInactive() {
    if (this.#isVisible) return;
    this.#isVisible = true;
    this.emit('show');
  }
  hide() {
    if (!this.#isVisible) return;
    this.#isVisible = false;
    this.blur();
    this.emit('hide');
  }
  isVisible() {
    return this.#isVisible && !this.#isDestroyed;
  }
  focus() {
    this.#runtime.windows.setFocused(this);
    this.#command('Page.bringToFront');
  }
  blur() {
    if (this.isFocused()) this.#runtime.windows.setFocused(null);
  }
  isFocused() {
    return this.#runtime.windows.getFocused() === this;
  }
  moveTop() {}

  minimize() {
    if (this.#isMinimized) return;
    this.#isMinimized = true;
    this.blur();
    this.emit('minimize');
  }
  restore() {
    if (!this.#isMinimized) return;
    this.#isMinimized = false;
    this.emit('restore');
  }
  isMinimized() {
    return this.#isMinimized;
  }
  override isNormal() {
    return !this.#isMinimized && super.isNormal();
  }

  setTitle(title: string) {
    this.#title = title;
  }
  getTitle() {
    return this.#title;
  }
  flashFrame(isFlashing: boolean) {
    this.#record('flashFrame', isFlashing);
  }
  setProgressBar(progress: number) {
    this.#record('setProgressBar', progress);
  }
  setOverlayIcon(image: unknown, description: string) {
    this.#record('setOverlayIcon', image !== null, description);
  }
  setTitleBarOverlay(options: object) {
    this.#record('setTitleBarOverlay', options);
  }
  setBackgroundColor(color: string) {
    this.#record('setBackgroundColor', color);
  }
  setContentProtection(isOn: boolean) {
    this.#record('setContentProtection', isOn);
  }
  setAlwaysOnTop(isOn: boolean) {
    this.#record('setAlwaysOnTop', isOn);
  }
  setSkipTaskbar() {}
  setMenu() {}
  removeMenu() {}
  setMenuBarVisibility() {}
  setAutoHideMenuBar() {}
  setIcon() {}

  isDestroyed() {
    return this.#isDestroyed;
  }
  close() {
    if (this.askToClose()) this.destroy();
  }
  destroy() {
    void this.finishClose();
  }

  /** False when the app keeps the window open. */
  askToClose() {
    if (this.#isDestroyed) return false;
    const event = createEvent({});
    this.emit('close', event);
    return !event.defaultPrevented;
  }

  /** Destroyed at once for the app; resolves when Chromium has closed its window too. */
  finishClose(): Promise<void> {
    if (this.#isDestroyed) return Promise.resolve();
    this.#isDestroyed = true;
    const closed = this.webContents.handleDestroyed();
    this.emit('closed');
    this.#runtime.windows.remove(this);
    return closed;
  }

  handleTitle(title: string, event: PreventableEvent) {
    this.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented) this.#title = title;
  }

  handleFirstLoad() {
    if (this.#hasShownItself) return;
    this.#hasShownItself = true;
    void this.placement.fit();
    this.emit('ready-to-show');
  }

  protected override getPage() {
    return this.#isDestroyed ? undefined : this.webContents.page;
  }

  #record(name: string, ...args: unknown[]) {
    this.#runtime.recorder.record(`BrowserWindow.${name}`, ...args);
  }

  #command(method: string, params?: object) {
    this.webContents.page?.command(method, params).catch(() => undefined);
  }
}

refuseUnknown(StandInWindow.prototype, 'BrowserWindow');
