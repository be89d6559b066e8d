import type { Page } from '@playwright/test';

/** The card that links and guests meet before they are in. */
export async function joinAtGate(page: Page, options: { person?: string }): Promise<void> {
  if (options.person) await page.getByLabel('Your name').fill(options.person);
  await page.getByRole('button', { name: 'Join room' }).click();
}
