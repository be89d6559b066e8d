import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures/app-test.ts';

/** A conversation as its user names things. */
export function openChat(page: Page) {
  const conversation = page.getByTestId('conversation');
  const composer = conversation.getByRole('textbox', { name: /^Message to / });
  const log = conversation.getByRole('log');
  const messageOf = (words: string): Locator => log.getByRole('article').filter({ hasText: words }).last();
  const panel = (title: string) =>
    page.getByRole('complementary').filter({ has: page.getByRole('heading', { name: title, level: 2 }) });
  return {
    conversation,
    composer,
    log,
    messageOf,
    panel,
    thread: panel('Thread'),

    async say(words: string) {
      await composer.fill(words);
      await composer.press('Enter');
      await expect(composer).toHaveValue('');
    },
    /** Through the menu of a message, by mouse. */
    async act(words: string, item: string) {
      await messageOf(words).locator('[data-bubble]').click({ button: 'right' });
      await page.getByRole('menuitem', { name: item, exact: true }).click();
    },
    async openPanel(item: string) {
      await page.getByRole('button', { name: 'More for this room' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    },
    async attach(files: { name: string; mimeType: string; buffer: Buffer }[]) {
      await conversation.locator('input[type=file]').setInputFiles(files);
    },
  };
}
