import { expect, type Page } from '@playwright/test';

/** What is done to people and rooms, as its user names it. */
export function openModeration(page: Page) {
  const bell = page.getByRole('region', { name: 'At the door' }).last();
  return {
    /** The toast that stands above everything while somebody knocks. */
    bell,

    async act(person: string, item: string) {
      await page.getByRole('button', { name: `More for ${person}` }).click();
      await page.getByRole('menuitem', { name: item }).click();
    },
    async expectActs(person: string, items: readonly string[]) {
      await page.getByRole('button', { name: `More for ${person}` }).click();
      await expect(page.getByRole('menuitem')).toHaveText([...items]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('menuitem')).toHaveCount(0);
    },
    async openSettings() {
      await page.getByRole('button', { name: 'More for this room' }).click();
      await page.getByRole('menuitem', { name: 'Room settings…' }).click();
      await page.getByRole('dialog', { name: /^Settings of/ }).waitFor();
    },
  };
}
