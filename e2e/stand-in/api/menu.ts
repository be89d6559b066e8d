import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions } from 'electron';
import { refuseUnknown } from '../not-imitated.ts';
import type { Recorder } from '../recorder.ts';

export interface MenuLike {
  readonly items: MenuItemLike[];
  getMenuItemById(id: string): MenuItemLike | null;
  popup(): void;
}

export interface MenuItemLike {
  readonly id: string | undefined;
  readonly label: string;
  readonly submenu: MenuLike | undefined;
}

type ItemOptions = Omit<MenuItemConstructorOptions, 'submenu' | 'click'> & {
  submenu?: ItemOptions[] | MenuLike;
  click?: (item: MenuItemLike, window: unknown, event: object) => void;
};

/** The windows' side of a click. */
export interface MenuActions {
  getFocusedWindow(): unknown;
  runRole(role: string): void;
}

function isTemplate(submenu: ItemOptions['submenu']): submenu is ItemOptions[] {
  return Array.isArray(submenu);
}

export function createMenuClasses(recorder: Recorder, actions: MenuActions) {
  class MenuItem implements MenuItemLike {
    readonly type: string;
    readonly id: string | undefined;
    readonly role: string | undefined;
    readonly accelerator: unknown;
    readonly submenu: MenuLike | undefined;
    label: string;
    enabled: boolean;
    visible: boolean;
    checked: boolean;
    #click: ItemOptions['click'];

    constructor(options: ItemOptions) {
      this.#click = options.click;
      this.type = options.type ?? (options.submenu ? 'submenu' : 'normal');
      this.id = options.id;
      this.role = options.role;
      this.accelerator = options.accelerator;
      this.label = options.label ?? options.role ?? '';
      this.enabled = options.enabled ?? true;
      this.visible = options.visible ?? true;
      this.checked = options.checked ?? false;
      this.submenu = isTemplate(options.submenu) ? Menu.buildFromTemplate(options.submenu) : options.submenu;
    }

    click(event: object = {}, window: unknown = actions.getFocusedWindow()) {
      if (!this.enabled) return;
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.#click) this.#click(this, window, event);
      else if (this.role) actions.runRole(this.role);
    }
  }

  class Menu extends EventEmitter implements MenuLike {
    static #applicationMenu: Menu | null = null;
    readonly items: MenuItemLike[] = [];

    static buildFromTemplate(template: (ItemOptions | MenuItem)[]): Menu {
      const menu = new Menu();
      for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
      return menu;
    }
    static setApplicationMenu(menu: Menu | null) {
      Menu.#applicationMenu = menu;
    }
    static getApplicationMenu() {
      return Menu.#applicationMenu;
    }

    append(item: MenuItemLike) {
      this.items.push(item);
    }
    insert(at: number, item: MenuItemLike) {
      this.items.splice(at, 0, item);
    }
    getMenuItemById(id: string): MenuItemLike | null {
      for (const item of this.items) {
        const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
        if (found) return found;
      }
      return null;
    }
    popup() {
      const labels = this.items.map((item) => item.label);
      recorder.record('Menu.popup', labels);
    }
    closePopup() {}
  }

  refuseUnknown(MenuItem.prototype, 'MenuItem');
  refuseUnknown(Menu.prototype, 'Menu');
  return { Menu, MenuItem };
}
