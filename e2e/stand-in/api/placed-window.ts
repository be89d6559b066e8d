import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { Browser } from '../browser/start-browser.ts';
import type { PageLink } from '../page/page-link.ts';
import { DISPLAY_AREA } from './screen.ts';
import { createWindowFrame, type WindowFrame, type WindowMode } from './window-frame.ts';
import { createWindowPlacement, type WindowPlacement } from './window-placement.ts';

/** The part of a window that stands somewhere and is of some size. */
export abstract class PlacedWindow extends EventEmitter {
  #frame: WindowFrame;
  protected readonly placement: WindowPlacement;

  constructor(browser: Browser, options: BrowserWindowConstructorOptions) {
    super();
    const { x = 0, y = 0, width = 800, height = 600, minWidth = 0, minHeight = 0 } = options;
    const minimum = { width: minWidth, height: minHeight };
    this.#frame = createWindowFrame({ bounds: { x, y, width, height }, minimum, area: DISPLAY_AREA });
    this.placement = createWindowPlacement({
      browser,
      getBounds: () => this.getBounds(),
      getPage: () => this.getPage(),
    });
  }

  /** The page while the window lives. */
  protected abstract getPage(): PageLink | undefined;

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
    return this.#frame.getMode() === 'normal';
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

  getOuterSize() {
    return this.placement.getOuterSize();
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
    void this.placement.place();
    if (width !== before.width || height !== before.height) this.emit('resize');
    if (x !== before.x || y !== before.y) this.emit('move');
  }
}
