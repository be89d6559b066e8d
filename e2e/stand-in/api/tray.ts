import { EventEmitter } from 'node:events';
import { refuseUnknown } from '../not-imitated.ts';
import type { MenuLike } from './menu.ts';

/** A tray holds what the app gave it; a test reads it, clicks its menu's items or emits 'click'. */
export function createTrayClass(trays: object[]) {
  class Tray extends EventEmitter {
    image: unknown;
    menu: MenuLike | null = null;
    toolTip = '';
    title = '';
    #isDestroyed = false;

    constructor(image: unknown) {
      super();
      this.image = image;
      trays.push(this);
    }
    setImage(image: unknown) {
      this.image = image;
    }
    setContextMenu(menu: MenuLike | null) {
      this.menu = menu;
    }
    popUpContextMenu(menu: MenuLike | null = this.menu) {
      menu?.popup();
    }
    setToolTip(toolTip: string) {
      this.toolTip = toolTip;
    }
    setTitle(title: string) {
      this.title = title;
    }
    setIgnoreDoubleClickEvents() {}
    destroy() {
      this.#isDestroyed = true;
    }
    isDestroyed() {
      return this.#isDestroyed;
    }
  }
  refuseUnknown(Tray.prototype, 'Tray');
  return Tray;
}
