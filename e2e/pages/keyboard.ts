import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures/app-test.ts';

const MOST_STOPS = 80;

/** A person without a mouse. */
export function openKeyboard(page: Page) {
  const { keyboard } = page;

  /** Goes from stop to stop until it is there; fails when it can never be reached. */
  async function tabTo(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`${target} was not reached with ${MOST_STOPS} presses of Tab.`);
  }

  return {
    tabTo,
    async press(target: Locator, key = 'Enter') {
      await tabTo(target);
      await keyboard.press(key);
    },
    async fill(target: Locator, words: string) {
      await tabTo(target);
      await keyboard.press('ControlOrMeta+A');
      await keyboard.type(words);
    },
    /** Opens a menu and goes down to one of its items. */
    async choose(menu: Locator, item: string) {
      await tabTo(menu);
      await keyboard.press('Enter');
      const wanted = page.getByRole('menuitem', { name: item, exact: true });
      await expect(wanted).toBeVisible();
      for (let stops = 0; stops < MOST_STOPS; stops += 1) {
        if (await wanted.evaluate((element) => element === document.activeElement)) break;
        await keyboard.press('ArrowDown');
      }
      await expect(wanted).toBeFocused();
      await keyboard.press('Enter');
    },
    /** Tabs are one stop; the arrow keys go from one to the next. */
    async showTab(name: string) {
      const tab = page.getByRole('tab', { name });
      await tabTo(page.getByRole('tab', { selected: true }));
      for (let stops = 0; stops < MOST_STOPS; stops += 1) {
        if (await tab.evaluate((element) => element === document.activeElement)) return;
        await keyboard.press('ArrowRight');
      }
    },
  };
}
