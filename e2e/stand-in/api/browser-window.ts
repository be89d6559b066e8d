import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { refuseUnknown } from '../not-imitated.ts';
import { createEvent, type PreventableEvent } from './events.ts';
import type { Runtime } from './runtime.ts';
import { DISPLAY_AREA } from './screen.ts';
import { type ContentsOwner, WebContents } from './web-contents.ts';
import { createWindowFrame, type WindowFrame, type WindowMode } from './window-frame.ts';
import { createWindowPlacement, type WindowPlacement } from './window-placement.ts';

export class StandInWindow extends EventEmitter implements ContentsOwner {
  readonly id: number;
  readonly webContents: WebContents;
  readonly options: BrowserWindowConstructorOptions;
  #runtime: Runtime;
  #frame: WindowFrame;
  #title: string;
  #isVisible: boolean;
  #isMinimized = false;
  #isDestroyed = false;
  #hasShownItself = false;
  #placement: WindowPlacement;

  constructor(runtime: Runtime, options: BrowserWindowConstructorOptions = {}) {
    super();
    if (!runtime.browser) throw new Error('Cannot create BrowserWindow before app is ready');
    this.setMaxListeners(0);
    this.#runtime = runtime;
    this.options = options;
    const { x = 0, y = 0, width = 800, height = 600, minWidth = 0, minHeight = 0 } = options;
    const minimum = { width: minWidth, height: minHeight };
    this.#frame = createWindowFrame({ bounds: { x, y, width, height }, minimum, area: DISPLAY_AREA });
    this.#title = options.title ?? runtime.app.name;
    this.#placement = createWindowPlacement({
      browser: runtime.browser,
      getBounds: () => this.getBounds(),
      getPage: () => (this.#isDestroyed ? undefined : this.webContents.page),
    });
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
  maximize() {
    this.#changeMode('maximized', 'maximize');
  }
  unmaximize() {
    if (this.isMaximized()) this.#changeMode('normal', 'unmaximize');
  }
  isMaximized() {
    return this.#frame.getMode() === 'maximized';
  }
  setFullScreen(isFull: boolean) {
    if (isFull === this.isFullScreen()) return;
    this.#changeMode(isFull ? 'fullscreen' : 'normal', isFull ? 'enter-full-screen' : 'leave-full-screen');
  }
  isFullScreen() {
    return this.#frame.getMode() === 'fullscreen';
  }
  isNormal() {
    return !this.#isMinimized && this.#frame.getMode() === 'normal';
  }

  getBounds() {
    return this.#frame.getBounds();
  }
  getNormalBounds() {
    return this.#frame.getNormalBounds();
  }
  getContentBounds() {
    return this.getBounds();
  }
  getSize() {
    const { width, height } = this.getBounds();
    return [width, height];
  }
  getContentSize() {
    return this.getSize();
  }
  getPosition() {
    const { x, y } = this.getBounds();
    return [x, y];
  }
  setBounds(bounds: Partial<Rectangle>) {
    const before = this.getBounds();
    this.#frame.setBounds(bounds);
    this.#announceBounds(before);
  }
  setSize(width: number, height: number) {
    this.setBounds({ width, height });
  }
  setContentSize(width: number, height: number) {
    this.setSize(width, height);
  }
  setPosition(x: number, y: number) {
    this.setBounds({ x, y });
  }
  setMinimumSize(width: number, height: number) {
    this.#frame.setMinimumSize(width, height);
  }
  center() {
    const { width, height } = this.getBounds();
    this.setPosition(
      Math.round((DISPLAY_AREA.width - width) / 2),
      Math.round((DISPLAY_AREA.height - height) / 2),
    );
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

  getOuterSize() {
    return this.#placement.getOuterSize();
  }

  handleTitle(title: string, event: PreventableEvent) {
    this.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented) this.#title = title;
  }

  handleFirstLoad() {
    if (this.#hasShownItself) return;
    this.#hasShownItself = true;
    void this.#placement.fit();
    this.emit('ready-to-show');
  }

  #record(name: string, ...args: unknown[]) {
    this.#runtime.recorder.record(`BrowserWindow.${name}`, ...args);
  }

  #command(method: string, params?: object) {
    this.webContents.page?.command(method, params).catch(() => undefined);
  }

  #changeMode(mode: WindowMode, event: string) {
    if (this.#frame.getMode() === mode) return;
    const before = this.getBounds();
    this.#frame.setMode(mode);
    this.emit(event);
    this.#announceBounds(before);
  }

  #announceBounds(before: Rectangle) {
    const { x, y, width, height } = this.getBounds();
    void this.#placement.place();
    if (width !== before.width || height !== before.height) this.emit('resize');
    if (x !== before.x || y !== before.y) this.emit('move');
  }
}

refuseUnknown(StandInWindow.prototype, 'BrowserWindow');
