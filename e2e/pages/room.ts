import type { Page } from '@playwright/test';
import { expect } from '../fixtures/app-test.ts';

/** A room as its user names things. */
export function openRoomPage(page: Page) {
  const composer = page.getByRole('textbox', { name: /^Message to / });
  const log = page.getByRole('log');
  return {
    composer,
    log,
    people: page.getByRole('complementary', { name: /^People in / }),

    async readCode(): Promise<string> {
      const label = await page
        .getByRole('button', { name: /^Copy code/ })
        .first()
        .getAttribute('aria-label');
      return label?.replace('Copy code', '').replaceAll(' ', '') ?? '';
    },
    async say(text: string) {
      await composer.fill(text);
      await composer.press('Enter');
      await expect(composer).toHaveValue('');
    },
    async expectMessage(text: string) {
      await expect(log.getByText(text, { exact: true })).toBeVisible();
    },
    /** How much of the room is told about; resolves when the host has it. */
    async chooseAlertLevel(name: string) {
      const level = page.getByRole('menuitemradio', { name });
      const menu = page.getByRole('button', { name: 'More for this room' });
      await menu.click();
      await level.click();
      await expect(level).toBeHidden();
      // The menu closes before the host has answered.
      await menu.click();
      await expect(level).toBeChecked();
      await page.keyboard.press('Escape');
      await expect(level).toBeHidden();
    },
    async openMenu(item: string) {
      await page.getByRole('button', { name: 'More for this room' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    },
  };
}
